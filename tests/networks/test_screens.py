"""Pages of an edition: what they show, what they never show, and what a window changes."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import polars as pl
import pytest
from django.db.models.functions import Now
from django.test import Client
from tests.module_world import module_world
from tests.networks.town import Town, build_town

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.networks import models, queries
from zichtlijn.networks.operations import Workshop
from zichtlijn.networks.queries.frames import CONTRACTS, pack_frame
from zichtlijn.networks.reports.network import graph_page, network_page
from zichtlijn.networks.reports.network.looking import Kind
from zichtlijn.networks.terms import EditionState


@pytest.fixture(scope="module")
def town(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """One town for all tests of this file; each test's own changes are undone."""
    reader = Access(
        reader="M. de Boer", organisation="gemeente Oeverdam", role="informatieanalist",
        purpose="vroegsignalering", legal_ground="AVG artikel 6", scope="test",
        moment=datetime(2026, 11, 22, 9, 0, tzinfo=UTC), trace_id="0" * 32,
    )  # fmt: skip
    with module_world(django_db_blocker, tmp_path_factory.mktemp("keys")):
        yield build_town(reader)


@pytest.fixture(autouse=True)
def no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workshop, "wake", _stay_asleep)


def _stay_asleep(_: Workshop) -> None:
    pass


def _people(town: Town) -> set[str]:
    rows = models.Presence.objects.filter(delivery=town.delivery_id)
    return set(rows.values_list("person", flat=True))


def _visit(client: Client, url: str, **headers: str) -> str:
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


@pytest.fixture
def every_page(client: Client, town: Town, db: None) -> dict[str, str]:
    """Every address of the edition with what it answers."""
    page = _visit(client, town.url)
    links = set(re.findall(r'href="(/netwerken/[^"#]+)', page))
    links |= {town.url + "tekening.json", town.url + "?beeld=plekken", town.url + "?lijnen=alle"}
    links |= {"/netwerken/", "/netwerken/uitleg/", f"/netwerken/leveringen/{town.delivery_id}/"}
    return {url: _visit(client, url.replace("&amp;", "&")) for url in sorted(links)}


def test_no_page_names_a_person_not_even_by_the_code_of_the_file(
    every_page: dict[str, str], town: Town
) -> None:
    people = _people(town)
    assert len(people) > 40
    assert len(every_page) > 40
    named = {url for url, text in every_page.items() if any(person in text for person in people)}
    assert named == set()


def test_no_address_orders_people_by_a_computed_value(client: Client, town: Town, db: None) -> None:
    """Guard rail G1: the order of people is that of random numbers, whatever is asked."""
    plain = json.loads(_visit(client, town.url + "tekening.json?lijnen=alle"))
    assert plain["dot"] == sorted(plain["dot"])
    pairs = list(zip(plain["first"], plain["second"], strict=True))
    assert pairs == sorted(pairs)
    for asked in ("sort=weight", "order=degree", "volgorde=gewicht", "ordering=-weight", "o=1"):
        again = json.loads(_visit(client, f"{town.url}tekening.json?lijnen=alle&{asked}"))
        assert again == plain
        table = _visit(client, f"{town.url}?lijnen=alle&{asked}")
        rows = [
            tuple(map(int, key.split("-"))) for key in re.findall(r'data-row="([\d-]+)"', table)
        ]
        assert rows == sorted(rows)
        assert len(rows) == 25


def test_what_is_sent_to_the_browser_has_no_figure_about_a_person(
    client: Client, town: Town, db: None
) -> None:
    sent = json.loads(_visit(client, town.url + "tekening.json"))
    assert set(sent) == {
        "dot", "x", "y", "group", "home", "groups", "names", "first", "second", "status", "kind",
    }  # fmt: skip
    page = _visit(client, town.url)
    drawing = page[page.index("zl-dots") : page.index("zl-legend")]
    radii = set(re.findall(r'<circle class="d-(?:node|ghost)"[^>]* r="([\d.]+)"', drawing))
    assert len(radii) == 1


def test_the_numbers_of_dots_say_nothing_and_hold_in_one_edition_only(
    town: Town, access: Access, db: None
) -> None:
    graph = graph_page(town.edition_id, asked={}, access=access)
    models.Edition.objects.filter(pk=town.edition_id).update(dot_seed=7)
    other = graph_page(town.edition_id, asked={}, access=access)
    assert sorted(zip(graph.x, graph.y, strict=True)) == sorted(zip(other.x, other.y, strict=True))
    assert list(zip(graph.dot, graph.x, strict=True)) != list(zip(other.dot, other.x, strict=True))


def test_positions_stay_when_the_window_moves(town: Town, access: Access, db: None) -> None:
    def places(**asked: str) -> dict[int, tuple[float, float]]:
        graph = graph_page(town.edition_id, asked={**asked, "lijnen": "alle"}, access=access)
        return dict(zip(graph.dot, zip(graph.x, graph.y, strict=True), strict=True))

    whole, summer = places(), places(van="2026-06-01", tot="2026-08-31")
    assert 0 < len(summer) <= len(whole)
    assert summer == {dot: whole[dot] for dot in summer}


def test_a_window_draws_only_ties_met_in_it(town: Town, access: Access, db: None) -> None:
    asked = {"van": "2026-06-01", "tot": "2026-06-30", "lijnen": "alle"}
    graph = graph_page(town.edition_id, asked=asked, access=access)
    frames = queries.fetch_frames(town.edition_id, ["meetings"], access=access)
    seen = queries.fetch_observations(town.delivery_id, access=access)
    june = frames["meetings"].join(seen, on="observation_id").filter(
        pl.col("observed_on").dt.month().eq(6) & pl.col("observed_on").dt.year().eq(2026)
    )  # fmt: skip
    assert len(graph.first) == june["tie"].n_unique() > 0


def test_every_reading_of_people_leaves_a_line(client: Client, town: Town, db: None) -> None:
    before = LogLine.objects.count()
    _visit(client, town.url)
    actions = set(LogLine.objects.order_by("pk")[before:].values_list("action", flat=True))
    assert {
        "networks.edition.read",
        "networks.frames.read",
        "networks.observations.read",
    } <= actions


def test_nothing_is_shown_when_the_log_fails(
    client: Client, town: Town, db: None, failing_log: None
) -> None:
    for address in (town.url, town.url + "tekening.json", "/netwerken/", town.url + "uitvoer/"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert b"Groep" not in answer.content


def test_a_tie_opens_the_observations_behind_it_and_what_would_change_it(
    client: Client, town: Town, db: None
) -> None:
    page = _visit(client, town.url + "?lijnen=alle")
    key = re.findall(r'data-row="([\d-]+)"', page)[0]
    whole = _visit(client, f"{town.url}banden/{key}/")
    beside = _visit(client, f"{town.url}banden/{key}/", **{"HX-Request": "true"})
    assert whole.count("zl-rail__top") == beside.count("zl-rail__top") >= 1
    assert "<h1>" in whole
    assert "<h1>" not in beside
    for words in ("Waarom staat dit hier?", "Grondslag:"):
        assert words in beside
    # which tie comes first differs with the numbers of the dots; each says what would change it
    assert re.search("Zonder de waarneming van|weglaat", beside)


def test_groups_places_and_signals_open_their_observations_too(
    client: Client, town: Town, db: None
) -> None:
    page = _visit(client, town.url)
    places = _visit(client, town.url + "?beeld=plekken")
    group = re.findall(rf'href="({town.url}groepen/[^/"]+/)', page)[0]
    band = re.findall(r'data-band="([^"]+)"', places)[0]
    signal = re.findall(rf'href="({town.url}signalen/\d+/)', page)[0]
    for address in (group, band, signal):
        assert "zl-rail__top" in _visit(client, address)


def test_what_is_not_there_is_said_in_a_sentence(client: Client, town: Town, db: None) -> None:
    for path in ("banden/1-99999/", "banden/99998-99999/", "groepen/weg/", "signalen/99/", "x/"):
        answer = client.get(town.url + path)
        assert answer.status_code == 404, path
    assert client.get("/netwerken/edities/99999/").status_code == 404
    assert client.get("/netwerken/leveringen/99999/").status_code == 404


def test_an_address_that_was_moved_by_a_slider_becomes_one_that_can_be_sent_on(
    client: Client, town: Town, db: None
) -> None:
    answer = client.get(town.url, {"begin": "3", "was_begin": "0", "eind": "9", "was_eind": "9",
                                   "van": "2024-11-01", "tot": "2025-08-31"})  # fmt: skip
    assert answer.status_code == 302
    assert re.fullmatch(rf"{town.url}\?van=\d{{4}}-\d\d-\d\d&tot=\d{{4}}-\d\d-\d\d", answer.url)
    assert "begin=" not in answer.url
    assert client.get(answer.url).status_code == 200


def test_a_part_of_the_page_carries_the_address_it_stands_for(
    client: Client, town: Town, db: None
) -> None:
    asked = {"van": "2026-01-01", "tot": "2026-03-31", "was_begin": "0", "begin": "0"}
    answer = client.get(town.url, asked, headers={"HX-Request": "true"})
    assert answer.headers["HX-Push-Url"] == f"{town.url}?van=2026-01-01&tot=2026-03-31"
    assert b"<html" not in answer.content


def test_the_view_says_which_drawing_and_what_was_left_out(
    town: Town, access: Access, db: None
) -> None:
    page = network_page(town.edition_id, asked={"lijnen": "toeval"}, access=access)
    assert page.kind == Kind.DOTS
    assert any("banden zijn hier niet getekend" in sentence for sentence in page.left_out)
    assert any("getuigen zijn niet getekend" in sentence for sentence in page.left_out)


def test_a_larger_town_opens_as_groups_with_a_sentence_why(
    town: Town, access: Access, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zichtlijn.networks.reports.network.looking.MOST_DOTS", 20)
    page = network_page(town.edition_id, asked={}, access=access)
    assert page.kind == Kind.GROUPS
    assert page.discs is not None
    assert page.discs.discs[0].pips
    assert "te veel om als stippen te lezen" in page.why_this_drawing
    group = page.groups.rows[0].code
    close = network_page(town.edition_id, asked={"groep": group}, access=access)
    assert close.kind == Kind.ONE_GROUP
    assert close.dots is not None
    assert 3 <= len(close.dots.dots) < 60


def test_between_the_two_the_browser_draws_and_the_server_has_groups_ready(
    client: Client, town: Town, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zichtlijn.networks.reports.network.looking.MOST_DRAWN_HERE", 20)
    page = _visit(client, town.url)
    assert "<zl-graph" in page
    assert 'class="d-pips"' in page


def test_a_view_from_one_source_says_so_in_its_title(client: Client, town: Town, db: None) -> None:
    edition = models.Edition.objects.get(pk=town.edition_id)
    edition.figures["sources"] = {"sensor": 1.0}
    edition.save()
    assert "gezien door één bron: sensor</h1>" in _visit(client, town.url)


def test_too_little_seen_is_said_with_the_reason_of_the_gate(
    client: Client, town: Town, db: None
) -> None:
    edition = models.Edition.objects.get(pk=town.edition_id)
    edition.figures |= {
        "verdict": "not_enough_observations",
        "refused_by": "Minder dan 1,5 waarneming per mens.",
        "monthly_change": None,
        "monthly_change_interval": None,
        "groups": 0,
    }
    edition.save()
    for name in ("groups", "group_windows", "life_lines", "signals", "sightings"):
        frame = models.EditionFrame.objects.get(edition=edition, name=name)
        frame.parquet = pack_frame(name, CONTRACTS[name].empty())
        frame.save()
    page = _visit(client, town.url)
    assert "Er is te weinig gezien om groepen te tonen." in page
    assert "Minder dan 1,5 waarneming per mens." in page
    assert "niet te zeggen" in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (EditionState.QUEUED, "Wacht op zijn beurt"),
        (EditionState.RUNNING, "Wordt berekend, 40%"),
        (EditionState.FAILED, "De berekening is niet gelukt"),
        (EditionState.INTERRUPTED, "De berekening is afgebroken"),
        (EditionState.CANCELLED, "De berekening is gestopt"),
    ],
)
def test_until_it_is_done_an_edition_says_how_far_it_is(
    client: Client, town: Town, db: None, state: EditionState, words: str
) -> None:
    models.Edition.objects.filter(pk=town.edition_id).update(
        state=state, progress_share=0.4, beat_at=Now()
    )
    assert words in _visit(client, town.url)
    assert words in _visit(client, town.url + "voortgang/")


def test_withdrawing_asks_first_and_says_what_goes(client: Client, town: Town, db: None) -> None:
    address = f"/netwerken/leveringen/{town.delivery_id}/intrekken/"
    asked = _visit(client, address)
    assert "Dit kan niet ongedaan worden gemaakt" in asked
    assert "1 edities met al hun banden" in asked
    assert models.Delivery.objects.filter(pk=town.delivery_id).exists()
    assert client.post(address).status_code == 302
    assert not models.Delivery.objects.filter(pk=town.delivery_id).exists()
    assert client.get(town.url).status_code == 404


def test_withdrawing_one_observation_takes_the_edition_along(
    client: Client, town: Town, db: None
) -> None:
    code = models.Observation.objects.filter(delivery=town.delivery_id).first().code
    address = f"/netwerken/leveringen/{town.delivery_id}/waarneming-intrekken/"
    assert code in _visit(client, f"{address}?waarneming={code}")
    assert client.post(address, {"waarneming": code}).status_code == 302
    assert client.get(town.url).status_code == 404
    assert client.post(address, {"waarneming": code}).status_code == 404
