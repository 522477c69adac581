"""Who opens which page of a desk with accounts, for which purpose, and where that page is.

Each name of the URL map is looked at here or by the example desk (tests/journeys/pages.py), or is
no page: a posted form, a file, a part, a stream. A new name fails until it is placed.
"""

import re
import time
from html import unescape
from typing import NamedTuple

from tests.journeys.pages import FILES, FORMS_ONLY, NO_PAGE, PARTS
from tests.journeys.planting import (
    DEPLOYMENT,
    DIRECTOR,
    GUARD,
    NO_PURPOSE,
    OFFICER,
    OVERSIGHT,
    RIGHTS,
    TABLE,
    YOUTH,
    Planted,
)

_BEHIND_AN_EDITION = {
    "group": r"/netwerken/edities/\d+/groepen/\w+/",
    "tie": r"/netwerken/edities/\d+/banden/\d+-\d+/",
    "delivery": r"/netwerken/leveringen/\d+/",
}
_WAITS_SECONDS = 120  # a small edition on a busy machine


class Look(NamedTuple):
    """A page as somebody opens it."""

    who: str
    purpose: str
    path: str  # {word} stands for an address of what was planted
    press: str = ""  # the button that shows what the page asks for twice: names
    variant: str = ""  # tells looks at the same name apart


LOOKS: dict[str, tuple[Look, ...]] = {
    "desk:start": (Look(DIRECTOR, TABLE, "/"), Look(GUARD, OVERSIGHT, "/", "", "guard")),
    "desk:log": (Look(GUARD, OVERSIGHT, "/logboek/"),),
    "desk:settings": (Look(YOUTH, NO_PURPOSE, "/instellingen/"),),
    "accounts:own": (Look(YOUTH, NO_PURPOSE, "/inloggen/mijn-inlog/"),),
    "accounts:confirm": (Look(YOUTH, NO_PURPOSE, "/inloggen/bevestigen/"),),
    "privacy:purpose": (Look(DIRECTOR, TABLE, "/doel/"), Look(GUARD, NO_PURPOSE, "/doel/", "", "none")),
    "privacy:emergency": (Look(OFFICER, NO_PURPOSE, "/doel/noodtoegang/"),),
    "privacy:emergencies": (Look(GUARD, OVERSIGHT, "/noodtoegang/"),),
    "privacy:rules": (Look(DIRECTOR, NO_PURPOSE, "/regels/"),),
    "privacy:rule_versions": (
        Look(GUARD, NO_PURPOSE, "/regels/versies/"),
        Look(DIRECTOR, NO_PURPOSE, "/regels/versies/", "", "own"),
    ),
    "privacy:propose_rules": (Look(DIRECTOR, NO_PURPOSE, "/regels/voorstel/"),),
    "privacy:change_rule": (Look(DIRECTOR, NO_PURPOSE, "/regels/R26/veranderen/"),),
    "privacy:terms": (Look(DIRECTOR, NO_PURPOSE, "/regels/termijnen/"),),
    "privacy:term_versions": (
        Look(GUARD, NO_PURPOSE, "/regels/termijnen/versies/"),
        Look(DIRECTOR, NO_PURPOSE, "/regels/termijnen/versies/", "", "own"),
    ),
    "privacy:change_term": (Look(DIRECTOR, NO_PURPOSE, "/regels/termijnen/B19/"),),
    "privacy:tables": (
        Look(DIRECTOR, TABLE, "/tafels/"),
        Look(GUARD, OVERSIGHT, "/tafels/", "", "guard"),
    ),
    "privacy:set_table": (Look(DIRECTOR, NO_PURPOSE, "/tafels/nieuw/"),),
    "privacy:table": (
        Look(DIRECTOR, NO_PURPOSE, "{table}"),
        Look(OFFICER, NO_PURPOSE, "{table}", "", "second"),
        Look(GUARD, NO_PURPOSE, "{table}", "", "guard"),
    ),
    "privacy:oversight": (Look(GUARD, OVERSIGHT, "/toezicht/"),),
    "privacy:audit_packages": (Look(GUARD, OVERSIGHT, "/toezicht/pakketten/"),),
    "privacy:processing": (Look(GUARD, OVERSIGHT, "/toezicht/verwerkingen/"),),
    "privacy:requests": (Look(DIRECTOR, RIGHTS, "/verzoeken/"),),
    "privacy:register": (Look(DIRECTOR, RIGHTS, "/verzoeken/nieuw/"),),
    "privacy:request": (
        Look(DIRECTOR, RIGHTS, "{request}"),
        Look(GUARD, RIGHTS, "{request}", "", "guard"),
        Look(DIRECTOR, RIGHTS, "{answered}", "", "answered"),
    ),
    "privacy:disclosures": (
        Look(DIRECTOR, RIGHTS, "/verstrekkingen/"),
        Look(GUARD, OVERSIGHT, "/verstrekkingen/", "", "guard"),
    ),
    "privacy:register_disclosure": (Look(DIRECTOR, RIGHTS, "/verstrekkingen/nieuw/"),),
    "privacy:request_disclosures": (Look(DIRECTOR, RIGHTS, "{request}verstrekkingen/"),),
    "privacy:report": (Look(DIRECTOR, RIGHTS, "{request}inzage/"),),
    "privacy:contest": (Look(DIRECTOR, RIGHTS, "{contest}"),),
    "privacy:weigh": (Look(DIRECTOR, RIGHTS, "{request}wegen/"),),
    "privacy:notifications": (Look(DIRECTOR, RIGHTS, "/inzage/"),),
    "privacy:notification": (
        Look(DIRECTOR, RIGHTS, "{letter}"),
        Look(DIRECTOR, RIGHTS, "{put_off}", "", "put off"),
        Look(DIRECTOR, RIGHTS, "{known}", "", "known"),
    ),
    "persons:index": (Look(YOUTH, TABLE, "/personen/"), Look(OFFICER, TABLE, "/personen/", "", "officer")),
    "persons:known": (Look(DIRECTOR, TABLE, "/personen/bekend/"),),
    "persons:explanation": (Look(YOUTH, TABLE, "/personen/uitleg/"),),
    "persons:search": (Look(OFFICER, TABLE, "/personen/zoeken/"),),
    "persons:write": (Look(YOUTH, TABLE, "/personen/nieuw/"),),
    "persons:person": (
        Look(DIRECTOR, TABLE, "{person}"),
        Look(DIRECTOR, TABLE, "{person}", "Toon de naam", "named"),
        Look(YOUTH, TABLE, "{person}", "Toon de naam", "own words"),
    ),
    "persons:written": (Look(YOUTH, TABLE, "{person}bewaard/"),),
    "persons:correct": (Look(YOUTH, TABLE, "{person}verbeteren/"),),
    "persons:sighting": (Look(YOUTH, TABLE, "{person}waarneming/"),),
    "persons:pair": (
        Look(DIRECTOR, TABLE, "{pair}"),
        Look(DIRECTOR, TABLE, "{pair}", "Toon de namen", "named"),
    ),
    "persons:joining": (
        Look(OFFICER, TABLE, "{joining}"),
        Look(OFFICER, TABLE, "{joining}", "Toon namen en redenen", "named"),
        Look(DIRECTOR, TABLE, "{joined}", "Toon namen en redenen", "joined"),
    ),
    "networks:index": (Look(DIRECTOR, TABLE, "/netwerken/"),),
    "networks:delivery": (
        Look(DIRECTOR, TABLE, "{delivery}"),
        Look(OFFICER, TABLE, "{delivery}", "", "asked"),
    ),
    "networks:export": (Look(DIRECTOR, TABLE, "{edition}uitvoer/"),),
    "networks:edition": (Look(DIRECTOR, TABLE, "{edition}"),),
    "networks:group": (Look(DIRECTOR, TABLE, "{group}"),),
    "networks:tie": (Look(DIRECTOR, TABLE, "{tie}"),),
    "networks:withdraw": (Look(DIRECTOR, TABLE, "{delivery}intrekken/"),),
    "networks:withdraw_observation": (
        Look(DIRECTOR, TABLE, "{delivery}waarneming-intrekken/?waarneming=1"),
    ),
    "fireworks:index": (Look(OFFICER, DEPLOYMENT, "/vuurwerk/"),),
    "fireworks:nuisance": (Look(OFFICER, DEPLOYMENT, "/vuurwerk/meldingen/"),),
    "fireworks:yields": (Look(OFFICER, DEPLOYMENT, "/vuurwerk/opbrengst/"),),
}  # fmt: skip
"""The pages of a desk with accounts, each as those open it whose work it is."""

ON_THE_WAY_IN = {
    "accounts:sign_in", "accounts:second_factor", "accounts:invitation", "accounts:enrol",
}  # fmt: skip
"""Steps before there is a sitting: tests/journeys/test_signing_in.py looks each of them over."""

BY_THE_EXAMPLE = {
    "desk:help", "desk:algorithms", "desk:algorithm", "networks:explanation", "networks:upload",
    "networks:choose_settings", "networks:band", "networks:signal",
    "fireworks:bang", "fireworks:replay", "fireworks:strings",
    "fireworks:comparison", "fireworks:phone", "fireworks:public", "fireworks:explanation",
}  # fmt: skip
"""Pages that show nobody's words and the same to all: the every-page test opens them."""

NO_PAGES = FORMS_ONLY | FILES | PARTS | NO_PAGE


def list_looks() -> list[tuple[str, Look]]:
    """Return every look with the name of its page."""
    return [(name, look) for name, looks in LOOKS.items() for look in looks]


def name_look(one: tuple[str, Look]) -> str:
    """Return how a look is called in a report of tests."""
    name, look = one
    return f"{name}-{look.variant}" if look.variant else name


def complete_addresses(planted: Planted) -> None:
    """Wait for the edition of the planted file, and find the pages behind it."""
    director = planted.choose(DIRECTOR, TABLE)
    edition, until = planted.addresses["edition"], _now() + _WAITS_SECONDS
    while "/groepen/" not in (page := director.get(edition)).text:
        assert "De berekening is niet gelukt" not in page.text, page.words[-800:]
        assert _now() < until, page.words[:800]
        time.sleep(0.3)
    for name, shape in _BEHIND_AN_EDITION.items():
        planted.addresses[name] = _find_link(page.text, shape)
    wanted = {"vorm": "csv", "ontvanger": "police", "vraag": "1"}  # waits for the police
    planted.send(director, f"{edition}uitvoer/", **wanted)


def _find_link(text: str, shape: str) -> str:
    found = re.search(rf'(?:href|hx-get|data-band)="({shape})"', text)
    assert found, f"no link like {shape}"
    return unescape(found[1])


def _now() -> float:
    return time.monotonic()
