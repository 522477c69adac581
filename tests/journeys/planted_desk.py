"""A planted desk as the tests take it: filled by every form, the file computed, its pages known."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

from tests.journeys.hostile_words import pack
from tests.journeys.planting import (
    DIRECTOR,
    GUARD,
    NO_PURPOSE,
    OVERSIGHT,
    RIGHTS,
    TABLE,
    YOUTH,
    Planted,
    plant,
)
from tests.journeys.server import RunningDesk
from tests.journeys.signed_in import complete_addresses


def plant_desk(desk: RunningDesk, words: Sequence[str]) -> Planted:
    """Fill a served desk with hostile words and wait until all of its pages are there."""
    planted = plant(desk, words)
    complete_addresses(planted)
    _plant_second_thoughts(planted)
    _plant_answers(planted)
    _plant_proposals(planted)
    return planted


def _plant_second_thoughts(planted: Planted) -> None:
    """Somebody whose name and address were written anew."""
    card = planted.addresses["pair"].split("/")[3]
    names = [word for word in planted.words if not any(letter.isdigit() for letter in word)]
    planted.send(
        planted.choose(YOUTH, TABLE), f"/personen/kaart/{card}/verbeteren/",
        full_name=pack(names, longest=110)[-1], birth_date="2004-03-14",
        address=pack(planted.words, longest=150)[-1],
    )  # fmt: skip


def _plant_answers(planted: Planted) -> None:
    """Two contests that were answered: one thing stands as it was, one was bettered."""
    director, request = planted.choose(DIRECTOR, RIGHTS), planted.addresses["request"]
    reasons = pack(planted.words, longest=3_000)
    fact = parse_qs(urlsplit(planted.addresses["contest"]).query)
    planted.send(
        director, f"{request}betwisten/", origin=planted.addresses["contest"],
        kamer=fact["kamer"][0], gegeven=fact["gegeven"][0], woorden=reasons[0],
    )  # fmt: skip
    page = director.get(request).text
    found = re.search(r'id="beter-(\w+)" name="verbetering">.*?<option value="([^"]*)"', page)
    assert found, "nothing that was contested can be bettered"
    code, better = found.groups()
    planted.send(
        director, f"{request}betwist/{code}/verbeteren/", origin=request,
        verbetering=unescape(better), reden=reasons[0],
    )  # fmt: skip
    waiting = re.findall(r'action="([^"]*/staan/)"', director.get(request).text)
    planted.send(director, waiting[0], origin=request, reden=reasons[-1])
    report = director.get(f"{request}inzage/").text
    facts = [unescape(one) for one in re.findall(r'href="([^"]*/betwisten/[^"]*)"', report)]
    planted.addresses["contest"] = facts[-1]


def _plant_proposals(planted: Planted) -> None:
    """What waits for a second person: a table's step and last day, an audit package, the rules."""
    reason = pack(planted.words, longest=900)[0]
    director = planted.choose(DIRECTOR, NO_PURPOSE)
    for deed in ("stap", "einde"):
        kept = planted.send(
            director, "/tafels/nieuw/", titel=f"{deed} <zlx>", soort="group", doel=TABLE,
            stap="step_1", einde=_today(days=20), convenant="<zlx>",
        )  # fmt: skip
        table = urlsplit(kept.url).path
        steps = re.findall(r'<select[^>]*name="stap".*?<option value="(\w+)"', kept.text, re.DOTALL)
        fields = {"stap": {"stap": steps[0]}, "einde": {"dag": _today(days=25)}}[deed]
        planted.send(director, f"{table}{deed}/", origin=table, reden=reason, **fields)
    taken = director.post_file(
        "/regels/voorstel/", file=("bestand", "<b zlx>.csv", _change_rules(director.get("/regels/regels.csv").text)),
        reden=reason,
    )  # fmt: skip
    assert "/regels/versies/" in taken.url, taken.words
    planted.note_taken("/regels/voorstel/", {"reden": reason})
    planted.send(
        planted.choose(GUARD, OVERSIGHT), "/toezicht/pakketten/", van=_today(days=-9), tot=_today(),
        reden=reason,
    )  # fmt: skip


def _change_rules(text: str) -> bytes:
    """Return the rules with the words of one row changed."""
    rows = list(csv.reader(io.StringIO(text)))
    rows[-1][rows[0].index("in_words")] += " <b zlx>vet</b>"
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue().encode()


def _today(*, days: int = 0) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()  # noqa: TID251 - as a form does
