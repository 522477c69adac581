"""One of everything on a served desk with accounts, written down through the forms people use.

Every field that takes words gets hostile ones (tests/journeys/hostile_words.py), so that one desk
serves two questions: does each page keep what every page keeps, and does it show words as words?
"""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import cycle
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit

from django.urls import resolve
from tests.journeys.fields import Channel, Field
from tests.journeys.hostile_words import SEPARATOR, pack
from tests.journeys.server import RunningDesk, own_environment
from tests.journeys.visitors import Answer, Visitor, enrol, make_demo_accounts

DIRECTOR, GUARD = "process-director", "data-protection-officer"
OFFICER, YOUTH = "neighbourhood-officer", "youth-worker"
TABLE, RIGHTS, OVERSIGHT = "youth_group_approach", "data_subject_right", "oversight"
DEPLOYMENT, NO_PURPOSE = "deployment", ""
PERSONS = 8  # as many names and addresses are planted as fit in the records of eight people
_REFUSED = 422


@dataclass
class Planted:
    """A desk with one of everything, who may look at it, and the addresses that hold codes."""

    desk: RunningDesk
    visitors: dict[str, Visitor]
    words: list[str]
    addresses: dict[str, str] = field(default_factory=dict)  # name of what was planted -> path
    forms: int = 0  # how many filled forms were taken
    filled: set[Field] = field(default_factory=set)  # what was taken with hostile words in it
    invitations: dict[str, str] = field(default_factory=dict)  # not used yet
    reads_for: dict[str, str] = field(default_factory=dict)  # who -> the purpose that is open
    table: str = ""  # the code of the table at which people are spoken of
    shown: dict[str, str] = field(default_factory=dict)  # look -> the words on its page

    def choose(self, who: str, purpose: str) -> Visitor:
        """Let somebody read for a purpose, or for none; an hour's budget is given back first."""
        forget_budget(self.desk.home)
        visitor = self.visitors[who]
        if self.reads_for.get(who) == purpose:
            return visitor
        self.reads_for[who] = purpose
        if not purpose:
            visitor.post("/doel/stoppen/", origin="/doel/")
            return visitor
        page = visitor.get("/doel/").text
        offered = re.findall(r'name="doel" value="([^"]*)"', page)
        asked = f"{purpose}:{self.table}" if purpose == TABLE and self.table else purpose
        chosen = next(value for value in offered if value.startswith(asked))
        if purpose == TABLE:
            self.table = chosen.partition(":")[2]  # that of the first day, also when more come
        visitor.post("/doel/kiezen/", origin="/doel/", doel=chosen, reden="seen")
        return visitor

    def send(self, visitor: Visitor, path: str, *, origin: str = "", **fields: str) -> Answer:
        """Send a filled form that must be taken."""
        forget_budget(self.desk.home)
        answer = visitor.post(path, origin=origin, **fields)
        self.note_taken(path, fields)
        return answer

    def note_taken(self, path: str, fields: Mapping[str, str]) -> None:
        """Keep that a form was taken, and which of its fields held hostile words."""
        self.forms += 1
        address = resolve(path).view_name
        self.filled |= {
            Field(address, Channel.FORM, name)
            for name, value in fields.items()
            if any(word in value for word in self.words)
        }


def plant(desk: RunningDesk, words: Sequence[str]) -> Planted:
    """Fill a served desk: accounts, people, joinings, requests, letters, an emergency, a rule."""
    invitations = make_demo_accounts(desk.home)
    visitors = {
        role: enrol(desk.url, f"probeer-{role}", invitations.pop(f"probeer-{role}"))
        for role in (DIRECTOR, GUARD, OFFICER, YOUTH)
    }
    planted = Planted(desk, visitors, list(words), invitations=invitations)
    people = _plant_people(planted)
    _plant_sightings(planted, people[0])
    _plant_joinings(planted, people)
    _plant_requests(planted, people)
    _plant_letters(planted)
    _plant_emergency(planted)
    _plant_rule(planted)
    _plant_terms(planted)
    _plant_tables(planted)
    _plant_beside_the_forms(planted, people[0])
    _plant_upload(planted)  # last: who closes the purpose stops what is computed for it
    return planted


def forget_budget(home: Path) -> None:
    """Give every account its hour of looking back: an hour passes between two questions."""
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3", timeout=30)) as kept, kept:
        kept.execute("DELETE FROM privacy_shownsubjects")


def _plant_people(planted: Planted) -> list[str]:
    youth = planted.choose(YOUTH, TABLE)
    names = [word for word in planted.words if not any(letter.isdigit() for letter in word)]
    people = []
    for at, (name, address) in enumerate(
        zip(_some(names, 110, PERSONS), _some(planted.words, 160, PERSONS), strict=True)
    ):
        kept = planted.send(
            youth,
            "/personen/nieuw/",
            full_name=name,
            birth_date=f"200{at % 7}-03-1{at}",
            address=address,
        )
        people.append(_code_in(kept.url, "kaart"))
    planted.addresses["person"] = f"/personen/kaart/{people[0]}/"
    planted.addresses["pair"] = f"/personen/naast/{people[4]}/{people[5]}/"
    return people


def _plant_sightings(planted: Planted, person: str) -> None:
    """Write down what was seen; of what the reader of texts refuses each half is tried."""
    youth, path = planted.choose(YOUTH, TABLE), f"/personen/kaart/{person}/waarneming/"
    places, waiting = cycle(pack(planted.words, longest=120)), pack(planted.words, longest=600)
    while waiting:
        text = waiting.pop(0)
        try:
            planted.send(
                youth, path, place=next(places), text=text, when="quarter", part="active",
                kind="tense",
            )  # fmt: skip
        except HTTPError as refused:
            if refused.code != _REFUSED:
                raise
            parts = text.split(SEPARATOR)
            half = len(parts) // 2
            waiting[:0] = [SEPARATOR.join(some) for some in (parts[:half], parts[half:]) if half]


def _plant_joinings(planted: Planted, people: list[str]) -> None:
    reasons = iter(_some(planted.words, 300, 4))
    youth, kept = planted.choose(YOUTH, TABLE), []
    for one, other in ((0, 1), (2, 3)):
        path = f"/personen/naast/{people[one]}/{people[other]}/"
        answer = planted.send(youth, path, deed="propose", reason=next(reasons))
        kept.append(f"/personen/samenvoeging/{_code_in(answer.url, 'samenvoeging')}/")
    officer = planted.choose(OFFICER, TABLE)
    planted.send(officer, kept[1], deed="confirm", reason=next(reasons))
    planted.addresses |= {"joining": kept[0], "joined": kept[1]}


def _plant_requests(planted: Planted, people: list[str]) -> None:
    """A request with contests in every state, and one that was answered."""
    director = planted.choose(DIRECTOR, RIGHTS)
    letters = cycle(_some(planted.words, 3_500, 4))
    addressees = cycle(pack(planted.words, longest=480))
    kept = [
        planted.send(
            director, "/verzoeken/nieuw/", persoon=person, soort="inspection", door="self",
            leeftijd="16_plus", controle="shown_at_desk", ontvangen=_today(),
            adres=next(addressees), vraag=next(letters),
        )
        for person in people[:2]
    ]  # fmt: skip
    open_one, answered = (f"/verzoeken/{_code_in(one.url, 'verzoeken')}/" for one in kept)
    planted.addresses |= {"request": open_one, "answered": answered}
    planted.send(director, f"{open_one}verlengen/", origin=open_one, reden=next(letters))
    _plant_contests(planted, director, open_one, letters, people=set(people))
    planted.send(
        director, f"{answered}besluiten/", origin=answered, besluit="refused", reden=next(letters)
    )
    planted.send(director, f"{answered}versturen/", origin=answered)


def _plant_contests(
    planted: Planted, director: Visitor, request: str, letters: Iterator[str], *, people: set[str]
) -> None:
    """One that waits, one proposed for destruction, one destroyed by the second person.

    Only of what was seen: on the record of who somebody is hangs all that other pages show.
    """
    report = director.get(f"{request}inzage/").text
    facts = [unescape(one) for one in re.findall(r'href="([^"]*/betwisten/[^"]*)"', report)]
    seen = [fact for fact in facts if parse_qs(urlsplit(fact).query)["gegeven"][0] not in people]
    assert len(facts) > len(seen) > 3, "the report shows too little to contest"
    planted.addresses["contest"] = seen[0]
    for fact in seen[-3:]:
        asked = parse_qs(urlsplit(fact).query)
        planted.send(
            director, f"{request}betwisten/", origin=fact, kamer=asked["kamer"][0],
            gegeven=asked["gegeven"][0], woorden=next(letters),
        )  # fmt: skip
    codes = re.findall(r"/betwist/(\w+)/vernietigen/", director.get(request).text)
    assert len(codes) == 3, codes
    for code in codes[:2]:
        path = f"{request}betwist/{code}/vernietigen/"
        planted.send(director, path, origin=request, reden=next(letters))
    guard = planted.choose(GUARD, RIGHTS)
    planted.send(guard, f"{request}betwist/{codes[0]}/bevestigen/", origin=request)
    planted.choose(DIRECTOR, RIGHTS)


def _plant_letters(planted: Planted) -> None:
    """A letter that waits, one put off, one that is not needed."""
    director = planted.choose(DIRECTOR, RIGHTS)
    found = re.findall(r'href="(/inzage/brieven/[^"]*/)"', director.get("/inzage/").text)
    waiting, put_off, known = list(dict.fromkeys(found))[:3]
    reasons = iter(_some(planted.words, 3_500, 2))
    planted.send(
        director, f"{put_off}uitstellen/", origin=put_off, grond="public_safety",
        tot=_today(days=60), reden=next(reasons),
    )  # fmt: skip
    planted.send(director, f"{known}bekend/", origin=known, reden=planted.words[0])
    planted.addresses |= {"letter": waiting, "put_off": put_off, "known": known}


def _plant_emergency(planted: Planted) -> None:
    """One that waits for review, and one that the data protection officer has reviewed."""
    page = planted.visitors[OFFICER].get("/doel/").text
    table = re.search(rf'value="{TABLE}:(\w+)"', page)
    assert table
    for reason in _some(planted.words, 900, 2):
        planted.send(
            planted.visitors[OFFICER], "/doel/noodtoegang/", casus=table[1], doel=TABLE,
            reden=reason,
        )  # fmt: skip
    planted.reads_for.pop(OFFICER, None)  # an emergency takes the place of a purpose
    guard = planted.choose(GUARD, OVERSIGHT)
    found = re.findall(r'action="(/noodtoegang/\w+/)"', guard.get("/noodtoegang/").text)
    planted.send(guard, found[-1], origin="/noodtoegang/", oordeel="justified")


def _plant_rule(planted: Planted) -> None:
    """A proposal that waits for somebody in another role."""
    words = " ".join(planted.words)
    path = "/regels/R26/veranderen/"
    director = planted.choose(DIRECTOR, NO_PURPOSE)
    cells = {
        name: unescape(value)
        for name, value in re.findall(r'name="(\w+)" value="([^"]*)" maxlength="1000"', director.get(path).text)
    } | {"ground": words[:200], "in_words": words[:400]}  # fmt: skip
    planted.send(director, path, sentence=words[:400], reden=words[:1000], **cells)


def _plant_terms(planted: Planted) -> None:
    """A change of a term that waits for somebody in another role."""
    words = " ".join(planted.words)
    planted.send(
        planted.choose(DIRECTOR, NO_PURPOSE), "/regels/termijnen/B32/", destroy_months="12",
        most_extra_months="12", ground=words[:200], in_words=words[:400], reden=words[:1000],
    )  # fmt: skip


def _plant_tables(planted: Planted) -> None:
    """A table with two seats, one that was given up, and a closing that waits for the second."""
    director = planted.choose(DIRECTOR, NO_PURPOSE)
    titles, agreements = (_tellable(planted.words, most) for most in (120, 200))
    kept = planted.send(
        director, "/tafels/nieuw/", titel=titles[0], soort="group", doel=TABLE, stap="step_1",
        einde=_today(days=20), convenant=agreements[0],
    )  # fmt: skip
    table = urlsplit(kept.url).path
    planted.addresses["table"] = table
    for who in re.findall(r'value="((?:neighbourhood_officer|youth_worker) [^"]*)"', kept.text)[:2]:
        seat = {"wie": unescape(who), "tot": _today(days=10)}
        planted.send(director, f"{table}plaats/", origin=table, **seat)
    planted.send(director, f"{table}opstaan/", origin=table, wie=f"probeer-{YOUTH}")
    reason = _some(planted.words, 1000, 1)[0]
    planted.send(director, f"{table}sluiten/", origin=table, reden=reason)


def _tellable(words: Sequence[str], longest: int) -> list[str]:
    """Texts without a capital or figure in them: what reads as somebody is asked to be rephrased."""
    return pack([word for word in words if word == word.lower()], longest=longest)


def _plant_upload(planted: Planted) -> None:
    """A file of observations whose places, codes, title and own name are hostile."""
    director = planted.choose(DIRECTOR, TABLE)
    day, rows = _today(days=-2), ["observation_id,observed_at,person,source,place,kind"]
    for at, place in enumerate(planted.words):
        code, quoted = f"w{at}", _quote(place)
        rows += [
            f"{code},{day}T{20 + at % 3}:00,{_quote(person)},{_quote(planted.words[at % 7])},{quoted},{quoted}"
            for person in _people_seen(planted.words, at)
        ]
    title, note = _some(planted.words, 120, 2)[1], _some(planted.words, 500, 1)[0]
    words = {"titel": title, "herkomst": note}
    kept = director.post_file(
        "/netwerken/nieuw/", file=("bestand", "<b zlx>&quot;'{{7}}.csv", "\n".join(rows).encode()),
        **words, bewaren_tot=_today(days=300), tijdzone="Europe/Amsterdam",
        sla_over="on", peildatum="", stap="all", methode="auto", halfwaardetijd="90",
        grootste="30", toeval="0.05", herhalingen="10", begingetal="1",
    )  # fmt: skip
    planted.note_taken("/netwerken/nieuw/", words)
    planted.filled.add(Field("networks:upload", Channel.FILE, "bestand"))
    delivery = re.search(r"/netwerken/leveringen/\d+/", kept.url)
    assert delivery, kept.words[:600]
    planted.addresses["edition"] = _confirm_and_compute(planted, director, delivery[0])


def _confirm_and_compute(planted: Planted, director: Visitor, delivery: str) -> str:
    """Let the police confirm a delivery of the municipality, and ask for its edition."""
    officer = planted.choose(OFFICER, TABLE)
    form = re.search(rf"{delivery}voorstellen/\w+/", officer.get(delivery).text)
    assert form, "nothing waits for the second person"
    planted.send(officer, form[0], origin=delivery, besluit="bevestig")
    computed = planted.send(
        planted.choose(DIRECTOR, TABLE), f"{delivery}rekenen/", peildatum="", stap="all",
        methode="auto", halfwaardetijd="90", grootste="30", toeval="0.05", herhalingen="10",
        begingetal="1",
    )  # fmt: skip
    edition = re.search(r"/netwerken/edities/\d+/", computed.url)
    assert edition, computed.words[:600]
    return edition[0]


def _people_seen(words: Sequence[str], at: int) -> list[str]:
    """Three of a dozen each time, so that the twelve are two groups; their codes are hostile."""
    group = at % 2 * 6
    return [f"{words[group + (at + step) % 6]}"[:60] for step in range(3)]


def _quote(word: str) -> str:
    return '"' + word.replace('"', '""').replace("\n", " ") + '"'


def _plant_beside_the_forms(planted: Planted, person: str) -> None:
    """What left about somebody, for whom: by the desk, and written down by hand in its form."""
    script = Path(__file__).parent / "beside_the_forms.py"
    words = _some(planted.words, 200, 3)
    done = subprocess.run(
        [sys.executable, str(script), person, *words],
        env=own_environment(planted.desk.home), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    tellable = _tellable(planted.words, 200)
    planted.send(
        planted.choose(DIRECTOR, RIGHTS), "/verstrekkingen/nieuw/", persoon=person, wat=tellable[0],
        ontvanger=tellable[-1], artikel=words[0], hoe="paper",
        gegeven=_today(), weg="",
    )  # fmt: skip


def _some(words: Sequence[str], longest: int, count: int) -> list[str]:
    """Return `count` texts that together hold as many of the words as there is room for."""
    return pack(words, longest=longest)[:count]


def _today(*, days: int = 0) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()  # noqa: TID251 - as a form does


def _code_in(url: str, before: str) -> str:
    found = re.search(rf"{before}/([0-9a-f]+)/", url)
    assert found, f"no code after {before} in {url}"
    return found[1]
