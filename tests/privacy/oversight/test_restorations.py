"""Of what was taken away the last word counts, and the officer reads what a restore made of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.town import NOW, hold, work

from zichtlijn.audit import keys
from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models import Restoration
from zichtlijn.privacy.operations.destruction import finish_destruction
from zichtlijn.privacy.operations.taking import keep_restoration, note_taken
from zichtlijn.privacy.reports.oversight import oversight_page
from zichtlijn.privacy.reports.restorations import _WHAT
from zichtlijn.privacy.terms.taking import Again, TakenKind, Told, read_taken, write_taken

DAY = datetime(2026, 11, 22, tzinfo=UTC)
_DEEDS = st.lists(
    st.tuples(st.sampled_from(TakenKind), st.sampled_from("abc"), st.integers(0, 50)),
    unique_by=lambda deed: deed[2],  # in any order
    max_size=12,
)


@settings(max_examples=40)
@given(_DEEDS, st.integers(0, 50))
def test_the_last_word_on_each_counts_whatever_the_order_of_the_lines(deeds, since) -> None:
    lines = [
        write_taken(kind, of, moment=DAY + timedelta(hours=at), facts={"at_hour": str(at)})
        for kind, of, at in deeds
    ]
    lines += [("taken:role", '{"at":"202'), ("taken:of another version", "{}"), ("key", "ab12")]
    last = {(kind, of): at for kind, of, at in sorted(deeds, key=lambda deed: deed[2])}
    slow = sorted(at for at in last.values() if at >= since)
    found = read_taken(lines, since=(DAY + timedelta(hours=since)).isoformat())
    assert [int(one.facts["at_hour"]) for one in found] == slow


@pytest.mark.django_db
def test_a_deed_stands_on_the_list_beside_the_keys_and_names_nobody() -> None:
    note_taken(TakenKind.ROLE, "7", moment=NOW)
    finish_destruction()
    (stone,) = [one for one in keys.list_tombstones() if one.room.startswith("taken:")]
    (taken,) = read_taken([stone])
    assert (taken.kind, taken.subject, taken.at) == (TakenKind.ROLE, "7", NOW.isoformat())


@pytest.mark.django_db
def test_the_officer_reads_what_was_done_again_and_what_to_do_by_hand() -> None:
    officer = work(hold("data_protection_officer"), reason="oversee")
    assert oversight_page(access=officer).restorations == ()
    told = [
        Told(TakenKind.ROLE, Again.DONE, 3),
        Told(TakenKind.ROLE, Again.ALREADY, 9),
        Told(TakenKind.EMERGENCY, Again.LOST, 1),
        Told(TakenKind.LIST, Again.LOST, 0),
    ]
    keep_restoration(told, made_on=date(2026, 11, 1), access=officer)
    (row,) = oversight_page(access=officer).restorations
    assert [(one.what, one.done, one.lost) for one in row.rows] == [
        ("Rollen die waren beëindigd", 3, 0),
        ("Noodtoegang van na de kopie", 0, 1),
    ]
    assert "beoordeel het alsnog" in row.rows[1].advice
    lines = LogLine.objects.filter(action__startswith="privacy.restore")
    assert sorted(lines.values_list("action", "scope", "count")) == [
        ("privacy.restore.again", "taken:role", 3),
        ("privacy.restore.lost", "taken:emergency", 1),
    ]
    assert Restoration.objects.count() == 1


def test_each_kind_has_words() -> None:
    assert set(_WHAT) == set(TakenKind)
