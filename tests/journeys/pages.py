"""Every address of the desk, read from the URL map and found by following links.

A new page is tested at once: its name is read from the map, and an address for it is found on the
pages of the example. An address to which no page links fails, unless it stands in UNLINKED.
"""

import re
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

FORMS_ONLY = {"desk:preferences", "desk:sitting", "networks:stop", "networks:again"}
"""Addresses that take a posted form and show nothing."""

FILES = {"networks:rejected", "networks:graph"}
"""Addresses that answer with a file."""

PARTS = {"networks:progress"}
"""Addresses that answer htmx with a part of a page."""

UNLINKED = {
    "networks:rejected": "/netwerken/leveringen/1/geweigerd.csv",  # no row of the examples was refused
    # the examples are public: no observation of theirs can be withdrawn one by one
    "networks:withdraw_observation": "/netwerken/leveringen/1/waarneming-intrekken/?waarneming=1",
    "networks:graph": "/netwerken/edities/1/tekening.json",  # asked by the browser of large ones
    "networks:progress": "/netwerken/edities/1/voortgang/",  # nothing is being computed
    "networks:stop": "/netwerken/edities/1/stoppen/",  # nothing is being computed
    "networks:again": "/netwerken/edities/1/opnieuw/",  # nothing was broken off
}
"""Addresses that no page of the examples links to."""

FORMS_ONLY |= {
    f"privacy:{name}"
    for name in ("extend", "decide", "reopen", "send", "withdraw", "settle", "rectify",
                 "propose_destruction", "confirm_destruction", "keep", "send_notice",
                 "propose_giving", "propose_withholding", "confirm_weighing", "tell", "postpone",
                 "waive")
}  # fmt: skip
FILES |= {"privacy:request_letter", "privacy:report_file", "privacy:notification_letter"}
_PERSON = "/verzoeken/0000000000000000/"  # the example desk has no accounts: it asks for a purpose
_CONTEST, _TELL = f"{_PERSON}betwist/0000000000000000/", "/inzage/brieven/0000000000000000/"
UNLINKED |= {
    "privacy:requests": "/verzoeken/",
    "privacy:register": "/verzoeken/nieuw/",
    "privacy:request": _PERSON,
    "privacy:extend": f"{_PERSON}verlengen/",
    "privacy:decide": f"{_PERSON}besluiten/",
    "privacy:reopen": f"{_PERSON}heropenen/",
    "privacy:send": f"{_PERSON}versturen/",
    "privacy:withdraw": f"{_PERSON}intrekken/",
    "privacy:request_letter": f"{_PERSON}brief.pdf",
    "privacy:report": f"{_PERSON}inzage/",
    "privacy:report_file": f"{_PERSON}inzage.pdf",
    "privacy:contest": f"{_PERSON}betwisten/",
    "privacy:settle": f"{_CONTEST}staan/",
    "privacy:rectify": f"{_CONTEST}verbeteren/",
    "privacy:propose_destruction": f"{_CONTEST}vernietigen/",
    "privacy:confirm_destruction": f"{_CONTEST}bevestigen/",
    "privacy:keep": f"{_CONTEST}behouden/",
    "privacy:send_notice": f"{_PERSON}berichten/1/",
    "privacy:weigh": f"{_PERSON}wegen/",
    "privacy:propose_giving": f"{_PERSON}wegen/wel/",
    "privacy:propose_withholding": f"{_PERSON}wegen/niet/",
    "privacy:confirm_weighing": f"{_PERSON}wegen/1/",
    "privacy:notifications": "/inzage/",
    "privacy:notification": _TELL,
    "privacy:tell": f"{_TELL}verteld/",
    "privacy:postpone": f"{_TELL}uitstellen/",
    "privacy:waive": f"{_TELL}bekend/",
    "privacy:notification_letter": f"{_TELL}brief.pdf",
}
"""The person's side needs accounts: tests/journeys/test_rights.py opens it as it is."""

FORMS_ONLY |= {
    f"persons:{name}"
    for name in ("show", "approve", "take_back", "approve_sighting", "take_back_sighting")
}
_NOBODY = "0" * 32
_CARD, _SEEN = f"/personen/kaart/{_NOBODY}/", f"/personen/waarneming/{_NOBODY}/"
UNLINKED |= {
    "persons:known": "/personen/bekend/",
    "persons:search": "/personen/zoeken/",
    "persons:write": "/personen/nieuw/",
    "persons:person": _CARD,
    "persons:written": f"{_CARD}bewaard/",
    "persons:show": f"{_CARD}toon/",
    "persons:correct": f"{_CARD}verbeteren/",
    "persons:approve": f"{_CARD}akkoord/",
    "persons:take_back": f"{_CARD}terugnemen/",
    "persons:sighting": f"{_CARD}waarneming/",
    "persons:approve_sighting": f"{_SEEN}akkoord/",
    "persons:take_back_sighting": f"{_SEEN}terugnemen/",
    "persons:pair": f"/personen/naast/{_NOBODY}/{_NOBODY}/",
    "persons:joining": f"/personen/samenvoeging/{_NOBODY}/",
}
"""Persons need accounts: tests/journeys/test_persons.py opens them as they are."""

FORMS_ONLY |= {"networks:decide"}
UNLINKED |= {
    "networks:decide": "/netwerken/leveringen/1/voorstellen/0/"
}  # nothing waits at a public set
FORMS_ONLY |= {"fireworks:mark_false", "fireworks:undo_false_mark", "fireworks:keep_nuisance"}
FILES |= {"fireworks:export", "fireworks:changes"}
UNLINKED |= {
    "fireworks:mark_false": "/vuurwerk/knallen/1/geen-knal/",
    "fireworks:undo_false_mark": "/vuurwerk/knallen/1/wel-een-knal/",  # no bang is marked
    "fireworks:changes": "/vuurwerk/nieuw.json?na=0",  # asked by a map that follows
}
NO_PAGE = {"fireworks:stream", "fireworks:receive"}
"""A stream never ends and receivers come with a key: both have journeys of their own."""
FILES |= {"privacy:processing_file"}
FORMS_ONLY |= {"privacy:decide_audit_package"}
FILES |= {"privacy:audit_package"}
SIGNED_IN_PAGES = {"privacy:audit_packages"}  # tests/journeys/signed_in.py opens it
UNLINKED |= {
    "privacy:audit_packages": "/toezicht/pakketten/",
    "privacy:decide_audit_package": f"/toezicht/pakketten/{'0' * 32}/besluit/",
    "privacy:audit_package": f"/toezicht/pakketten/{'0' * 32}.zip",
}
UNLINKED |= {
    "privacy:oversight": "/toezicht/",  # needs an account; its menu links to the two below
    "privacy:processing": "/toezicht/verwerkingen/",
    "privacy:processing_file": "/toezicht/verwerkingen.csv",
}
FORMS_ONLY |= {"privacy:choose", "privacy:stop", "privacy:review", "privacy:decide_rules"}
FILES |= {"privacy:rules_file"}
_NOBODY = "0" * 32  # nobody opened an emergency or proposed a rule in the example
UNLINKED |= {
    "privacy:purpose": "/doel/",  # linked once there are accounts
    "privacy:choose": "/doel/kiezen/",
    "privacy:stop": "/doel/stoppen/",
    "privacy:emergency": "/doel/noodtoegang/",
    "privacy:emergencies": "/noodtoegang/",
    "privacy:review": f"/noodtoegang/{_NOBODY}/",
    "privacy:propose_rules": "/regels/voorstel/",
    "privacy:change_rule": "/regels/R26/veranderen/",
    "privacy:decide_rules": f"/regels/voorstel/{_NOBODY}/besluit/",
}
FORMS_ONLY |= {
    f"privacy:{name}"
    for name in ("decide_terms", "give_seat", "end_seat", "propose_step", "propose_closing",
                 "propose_last_day", "take_back_table", "decide_table", "note_receipt",
                 "recall_disclosure", "take_back_disclosure", "tell_recipient")
}  # fmt: skip
_GIVEN = "/verstrekkingen/0000000000000000/"
_TABLE = "/tafels/00000000/"  # the example desk has no tables: nobody has an account there
UNLINKED |= {
    "privacy:change_term": "/regels/termijnen/B32/",
    "privacy:decide_terms": f"/regels/termijnen/voorstel/{_NOBODY}/",
    "privacy:disclosures": "/verstrekkingen/",
    "privacy:register_disclosure": "/verstrekkingen/nieuw/",
    "privacy:request_disclosures": f"{_PERSON}verstrekkingen/",
    "privacy:note_receipt": f"{_GIVEN}ontvangen/",
    "privacy:recall_disclosure": f"{_GIVEN}terugroepen/",
    "privacy:take_back_disclosure": f"{_GIVEN}terugnemen/",
    "privacy:tell_recipient": "/verstrekkingen/berichten/1/",
    "privacy:tables": "/tafels/",
    "privacy:set_table": "/tafels/nieuw/",
    "privacy:table": _TABLE,
    "privacy:give_seat": f"{_TABLE}plaats/",
    "privacy:end_seat": f"{_TABLE}opstaan/",
    "privacy:propose_step": f"{_TABLE}stap/",
    "privacy:propose_closing": f"{_TABLE}sluiten/",
    "privacy:propose_last_day": f"{_TABLE}einde/",
    "privacy:take_back_table": f"{_TABLE}terugnemen/",
    "privacy:decide_table": f"{_TABLE}voorstel/{_NOBODY}/",
}

_LOOKED_AT = 2
_LINKS = re.compile(r'(?:href|hx-get|action|data-band)="([^"#][^"]*)"')


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str


def ask(url: str, *, method: str = "GET", host: str = "") -> Answer:
    """Ask the server for one address, following nothing."""
    parts = urlsplit(url)
    caller = HTTPConnection(parts.netloc, timeout=60)
    query = f"?{parts.query}" if parts.query else ""
    caller.request(method, parts.path + query, headers={"Host": host or parts.netloc})
    answer = caller.getresponse()
    text = answer.read().decode(errors="replace")
    caller.close()
    return Answer(answer.status, dict(answer.getheaders()), text)


def list_names(
    patterns: list[URLPattern | URLResolver] | None = None, space: str = ""
) -> Iterator[str]:
    """Return the name of every address of the URL map."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from list_names(pattern.url_patterns, inside)
        else:
            yield f"{space}{pattern.name}"


FORMS_ONLY |= {
    "accounts:passkey", "accounts:passkey_question", "accounts:recovery_codes", "accounts:sign_out",
}  # fmt: skip
FILES |= {"desk:health", "desk:algorithm_file"}
SIGNED_IN_ONLY = {
    "accounts:second_factor", "accounts:invitation", "accounts:enrol", "accounts:own",
    "accounts:confirm",
}  # fmt: skip
"""Steps of signing in, which the example has not: tests/journeys/test_signing_in.py tries them."""
SIGNED_IN_ONLY |= {
    "privacy:oversight"
} | SIGNED_IN_PAGES  # tests/journeys/test_oversight.py opens it
UNLINKED |= {
    "desk:health": "/gezond/",
    "accounts:sign_out": "/inloggen/uit/",
    "accounts:passkey": "/inloggen/passkey/",
    "accounts:passkey_question": "/inloggen/passkey/vraag/",
    "accounts:recovery_codes": "/inloggen/herstelcodes/",
    "accounts:second_factor": "/inloggen/code/",
    "accounts:invitation": "/inloggen/uitnodiging/",
    "accounts:enrol": "/inloggen/instellen/",
    "accounts:own": "/inloggen/mijn-inlog/",
    "accounts:confirm": "/inloggen/bevestigen/",
}

SIGNED_IN_ONLY |= {name for name in UNLINKED if name.startswith(("privacy:", "persons:"))}
_OTHERS = FORMS_ONLY | FILES | PARTS | SIGNED_IN_ONLY | NO_PAGE
PAGES = [name for name in list_names() if name not in _OTHERS]
"""The names of all addresses that answer with a page."""


def find_addresses(url: str) -> dict[str, str]:
    """Follow links from the start page of the desk at `url`; return one address for each name.

    Of each name and each kind of question the first two addresses are looked at, lowest numbers
    first. The one that shows most is returned: the pages behind it have most to show too.
    """
    shown: dict[str, dict[str, int]] = {name: {path: 0} for name, path in UNLINKED.items()}
    waiting, looked_at = ["/"], Counter[str]()
    while waiting:
        path = waiting.pop(0)
        name, question = _name_of(path), re.sub(r"\d+", "", urlsplit(path).query)
        # elsewhere than in networks a question filters rows and shows nothing of another kind
        kind = f"{name}?{question}" if (name or "").startswith("networks:") else f"{name}"
        if name is None or path in shown.setdefault(name, {}) or looked_at[kind] >= _LOOKED_AT:
            continue
        looked_at[kind] += 1
        text = "" if name in FORMS_ONLY | FILES | NO_PAGE else ask(url + path).text
        shown[name][path] = len(text)
        links = {urljoin(url + path, link.replace("&amp;", "&")) for link in _LINKS.findall(text)}
        waiting += sorted(_path_of(link) for link in links)
    return {name: max(paths, key=paths.__getitem__) for name, paths in shown.items() if paths}


def _name_of(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
