"""Two people change a term within the law; what is there keeps the version that set its clock."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.town import NOW, enter, hold, set_table

from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models import Disclosure, RetentionVersion
from zichtlijn.privacy.operations.four_eyes.terms import (
    confirm_terms,
    propose_term,
    refuse_terms,
    withdraw_terms,
)
from zichtlijn.privacy.operations.rights import record_disclosure
from zichtlijn.privacy.policies.retention import set_clock
from zichtlijn.privacy.policies.retention.changes import change_rule, write_retention_table
from zichtlijn.privacy.policies.retention.limits import check_within_law, list_limits
from zichtlijn.privacy.queries.retention import (
    count_clocks,
    fetch_proposed_terms,
    fetch_term_versions,
    parse_retention_table,
    read_retention_table,
    read_shipped_table,
    read_table_of,
)
from zichtlijn.privacy.reports.retention_table import term_form, term_versions_page, terms_page
from zichtlijn.privacy.terms.access import CLOSED
from zichtlijn.privacy.terms.asking import Asker, NotAllowed
from zichtlijn.privacy.terms.retention import NewTerm, WrongRetentionTable
from zichtlijn.privacy.terms.rights import NewDisclosure

SHIPPED = read_shipped_table()
ROLES = ("process_director", "policy_officer", "safety_adviser")
LEFT = NewDisclosure("", "networks", "1", "de politie", "AVG 6", "een waarneming", None)


def _ask(number: str, **other: object) -> NewTerm:
    """What stands there now, with something else; the sentence goes along."""
    now = term_form(number).now
    return now._replace(in_words=f"{now.in_words} Anders.", **other)


@pytest.fixture
def jurist(db: None) -> Asker:
    return hold("policy_officer")


@pytest.fixture
def second(db: None) -> Asker:
    return hold("process_director")


def _change(jurist: Asker, second: Asker, number: str = "B32", **other: object) -> int:
    code = propose_term(_ask(number, **other), reason="besluit", access=enter(jurist))
    return confirm_terms(code, access=enter(second))


def test_the_shipped_table_is_within_the_law_and_written_back_as_it_is_read() -> None:
    check_within_law(SHIPPED)
    again = parse_retention_table(write_retention_table(SHIPPED))
    assert again._replace(sha256="") == SHIPPED._replace(sha256="")
    limited = [rule.rule for rule in SHIPPED.rules if list(list_limits(rule))]
    assert limited == ["B19", "B20", "B23", "B24", "B25", "B26", "B27"]


def test_a_shorter_term_counts_for_what_is_kept_after_two_people_said_so(
    jurist: Asker, second: Asker
) -> None:
    old = record_disclosure(LEFT, access=enter(jurist))
    code = propose_term(_ask("B32", destroy_months=12), reason="kan korter", access=enter(jurist))
    assert read_retention_table() == SHIPPED
    assert confirm_terms(code, access=enter(second)) == 2
    new = record_disclosure(LEFT, access=enter(jurist))
    kept = {row.code: (row.retention_rule, row.destroy_on) for row in Disclosure.objects.all()}
    assert kept == {
        old: ("B32/1", date(2028, 11, 23)),
        new: ("B32/2", date(2027, 11, 23)),
    }
    assert read_retention_table().since == NOW.date()
    assert count_clocks() == {"B32/1": 1, "B32/2": 1}
    told = fetch_term_versions(access=enter(second))
    assert [(v.number, v.reason) for v in told] == [(2, "kan korter"), (1, "")]
    assert {(c.rule, c.column, c.before, c.after) for c in told[0].changes} >= {
        ("B32", "destroy_months", "24", "12")
    }
    assert (told[0].proposed_by, told[0].confirmed_by) == (jurist, second)
    deeds = list(LogLine.objects.values_list("action", flat=True))
    assert "privacy.terms.change" in deeds
    assert "privacy.terms.read" in deeds


def test_every_version_can_be_asked_for_by_what_a_record_keeps(
    jurist: Asker, second: Asker
) -> None:
    _change(jurist, second, most_extra_months=0)
    assert read_table_of("B32/1") == SHIPPED
    assert read_table_of("B32/2") == read_retention_table()
    assert read_table_of("B32/9").version == 2  # a version that a restore took away


@pytest.mark.parametrize(
    ("number", "other", "sentence"),
    [
        ("B19", {"narrow_months": 13}, "hoogstens een jaar vrij te bevragen"),
        ("B19", {"narrow_months": None}, "hoogstens een jaar vrij te bevragen"),
        ("B20", {"remove_months": 61}, "hoogstens vijf jaar verwijderd"),
        ("B20", {"remove_months": None}, "hoogstens vijf jaar verwijderd"),
        ("B23", {"destroy_months": 121}, "hoogstens tien jaar vernietigd"),
        ("B19", {"most_extra_months": 1}, "verlengen meegeteld"),
        ("B25", {"destroy_months": 5}, "ten minste zes maanden"),
        ("B11", {"destroy_months": 13}, "niet langer bekend dan wat er is gezien"),
        ("B14", {"destroy_months": 4}, "niet langer bekend dan het signaal"),
        ("B10", {"remove_months": 13}, "volgen niet op elkaar"),
        ("B10", {"destroy_months": 0}, "volgen niet op elkaar"),
        ("B01", {"destroy_months": 241}, "volgen niet op elkaar"),
        ("B01", {"ground": ""}, "ontbreekt iets"),
    ],
)
def test_what_the_law_or_a_check_forbids_is_refused_with_its_sentence(
    jurist: Asker, number: str, other: dict[str, object], sentence: str
) -> None:
    with pytest.raises(WrongRetentionTable, match=sentence):
        propose_term(_ask(number, **other), reason="x", access=enter(jurist))
    assert not RetentionVersion.objects.exists()


def test_a_change_is_a_change_and_its_sentence_says_so(jurist: Asker) -> None:
    now = term_form("B32").now
    for asked, sentence in (
        (now, "nu al geldt"),
        (now._replace(destroy_months=12), "Verander ook de zin"),
        (now._replace(rule="B99"), "staat niet in de tabel"),
    ):
        with pytest.raises(WrongRetentionTable, match=sentence):
            propose_term(asked, reason="x", access=enter(jurist))
    with pytest.raises(NotAllowed, match="reden"):
        propose_term(_ask("B32"), reason=" ", access=enter(jurist))


@pytest.mark.parametrize("role", [role for role in CLOSED["role"] if role not in ROLES])
def test_no_other_role_proposes_confirms_or_refuses(jurist: Asker, role: str) -> None:
    code = propose_term(_ask("B32"), reason="x", access=enter(jurist))
    other = enter(hold(role))
    for deed in (
        lambda: propose_term(_ask("B32"), reason="x", access=other),
        lambda: confirm_terms(code, access=other),
        lambda: refuse_terms(code, access=other),
    ):
        with pytest.raises(NotAllowed, match="verandert de regels niet"):
            deed()
    assert read_retention_table() == SHIPPED


def test_one_person_or_one_role_is_not_enough_and_a_proposal_is_taken_back(
    jurist: Asker, second: Asker
) -> None:
    code = propose_term(_ask("B32"), reason="x", access=enter(jurist))
    with pytest.raises(NotAllowed, match="eigen voorstel"):
        confirm_terms(code, access=enter(jurist))
    with pytest.raises(NotAllowed, match="andere rol"):
        confirm_terms(code, access=enter(hold("policy_officer")))
    with pytest.raises(NotAllowed, match="vervallen"):
        confirm_terms(code, access=enter(second, moment=NOW + timedelta(days=8)))
    with pytest.raises(NotAllowed):
        withdraw_terms(code, access=enter(second))
    withdraw_terms(code, access=enter(jurist))
    assert fetch_proposed_terms(access=enter(second)) == ()
    with pytest.raises(NotAllowed, match="al beslist"):
        confirm_terms(code, access=enter(second))


def test_a_proposal_on_an_older_version_undoes_no_newer_one(jurist: Asker, second: Asker) -> None:
    first = propose_term(_ask("B32", destroy_months=12), reason="x", access=enter(jurist))
    other = propose_term(_ask("B31", destroy_months=12), reason="y", access=enter(jurist))
    confirm_terms(first, access=enter(second))
    with pytest.raises(NotAllowed, match="intussen een andere versie"):
        confirm_terms(other, access=enter(second))
    assert read_retention_table().version == 2


def test_no_version_without_its_line_in_the_logbook(
    jurist: Asker, second: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = propose_term(_ask("B32"), reason="x", access=enter(jurist))
    access = enter(second)
    monkeypatch.setattr(
        "zichtlijn.privacy.operations.four_eyes.terms.log.record",
        lambda *_, **__: (_ for _ in ()).throw(RuntimeError("the log fails")),
    )
    with pytest.raises(RuntimeError):
        confirm_terms(code, access=access)
    assert read_retention_table() == SHIPPED


def test_the_page_tells_what_is_longer_than_proposed_and_who_keeps_the_earlier_term(
    jurist: Asker, second: Asker
) -> None:
    record_disclosure(LEFT, access=enter(jurist))
    _change(jurist, second, destroy_months=30)
    page = terms_page(access=enter(jurist))
    assert (page.version, page.number, page.earlier, page.may_change) == (2, 34, 1, True)
    rows = {row.number: row for block in page.blocks for row in block.rows}
    assert [(e.version, e.records, e.destroy_months) for e in rows["B32"].earlier] == [(1, 1, 24)]
    assert (rows["B32"].is_longer_than_shipped, rows["B32"].shipped_months) == (True, 24)
    assert not rows["B31"].is_longer_than_shipped
    assert not terms_page(access=enter(hold("analyst"))).may_change
    told = term_versions_page(access=enter(second))
    assert [(version.number, records) for version, records in told.versions] == [(2, 0), (1, 1)]


MONTHS = st.integers(1, 240)


@settings(max_examples=60)
@given(
    st.sampled_from([rule.rule for rule in SHIPPED.rules]),
    st.none() | MONTHS,
    st.none() | MONTHS,
    MONTHS,
    st.integers(0, 24),
)
def test_no_version_that_passes_lets_police_data_outlive_the_law(
    number: str, narrow: int | None, remove: int | None, destroy: int, extra: int
) -> None:
    (rule,) = [one for one in SHIPPED.rules if one.rule == number]
    asked = NewTerm(number, narrow, remove, destroy, None, extra, rule.ground, "Een zin.")
    try:
        table = change_rule(SHIPPED, asked, since=date(2027, 1, 1))
        table = parse_retention_table(write_retention_table(table))
        check_within_law(table)
    except WrongRetentionTable:
        return
    for regime in ("wpg_boa", "wpg_received"):
        clock = set_clock("police_record", regime, born_on=date(2027, 1, 31), table=table)
        assert clock.narrow_on is not None
        assert clock.narrow_on <= date(2028, 1, 31)
        assert clock.remove_on is not None
        assert clock.remove_on <= date(2032, 1, 31)
        assert clock.destroy_on <= date(2037, 1, 31)
    seen = set_clock("named_observation", "gdpr_public_task", born_on=date(2027, 1, 1), table=table)
    who = set_clock("identity", "gdpr_public_task", born_on=date(2027, 1, 1), table=table)
    assert who.destroy_on <= seen.destroy_on


def test_clocks_of_all_rooms_are_counted_and_no_record_is_read(jurist: Asker) -> None:
    before = LogLine.objects.count()
    assert count_clocks() == {}
    set_table(jurist)
    record_disclosure(LEFT, access=enter(jurist))
    assert count_clocks() == {"B32/1": 1}
    assert LogLine.objects.count() == before + 1  # of the disclosure itself
