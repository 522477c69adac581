"""What leaves has every row, no person, a stamp, and a line in the list of the delivery."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import networkx as nx
import polars as pl
import pytest
from django.test import Client
from tests.module_world import module_world
from tests.networks.town import Town, build_town

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.networks import models, queries
from zichtlijn.networks.reports.exports import FORMS
from zichtlijn.networks.sources.graph_files.gexf import read_gexf
from zichtlijn.networks.terms import GROUP_WINDOWS, GROUPS, LIFE_LINES, SIGNALS, TIES

TABLES = {
    "ties": TIES,
    "groups": GROUPS,
    "group_windows": GROUP_WINDOWS,
    "life_lines": LIFE_LINES,
    "signals": SIGNALS,
}


@pytest.fixture(scope="module")
def town(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    reader = Access(
        reader="M. de Boer", organisation="gemeente Oeverdam", role="informatieanalist",
        purpose="vroegsignalering", legal_ground="AVG artikel 6", scope="test",
        moment=datetime(2026, 11, 22, 9, 0, tzinfo=UTC), trace_id="0" * 32,
    )  # fmt: skip
    with module_world(django_db_blocker, tmp_path_factory.mktemp("keys")):
        yield build_town(reader)


def _take(client: Client, town: Town, form: str) -> bytes:
    answer = client.post(town.url + "uitvoer/", {"vorm": form})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return b"".join(answer) if answer.streaming else answer.content


def _read(content: bytes) -> pl.DataFrame:
    return pl.read_csv(StringIO(content.decode()), infer_schema=False)  # noqa: TID251 - our own file back


def test_every_row_of_every_table_comes_out_under_its_contract(
    client: Client, town: Town, access: Access, db: None
) -> None:
    frames = queries.fetch_frames(town.edition_id, list(TABLES), access=access)
    archive = ZipFile(BytesIO(_take(client, town, "csv")))
    for name, contract in TABLES.items():
        table = _read(archive.read(f"{name}.csv"))
        assert table.columns == list(contract.columns)
        assert table.height == frames[name].height
        assert _read(_take(client, town, name)).equals(table)
    assert frames["ties"].height > 100


def test_ties_come_out_with_the_figures_they_have(
    client: Client, town: Town, access: Access, db: None
) -> None:
    kept = queries.fetch_frames(town.edition_id, ["ties"], access=access)["ties"]
    out = _read(_take(client, town, "ties"))
    columns = ["weight", "observations", "days", "sources", "first_seen", "last_seen", "status"]
    ours = kept.select(pl.col(columns).cast(pl.String)).sort(columns)
    theirs = out.select(columns).with_columns(
        pl.col("weight").cast(pl.Float64).cast(pl.String)
    ).sort(columns)  # fmt: skip
    assert theirs.equals(ours)
    assert (out["person_a"] < out["person_b"]).all()
    pairs = out.select("person_a", "person_b").rows()
    assert pairs == sorted(pairs)
    assert out["person_a"].str.contains(r"^stip-\d+$").all()


def test_no_file_holds_a_code_of_a_person(client: Client, town: Town, db: None) -> None:
    people = set(
        models.Presence.objects.filter(delivery=town.delivery_id).values_list("person", flat=True)
    )
    for form in FORMS:
        content = _take(client, town, form)
        if form == "csv":
            archive = ZipFile(BytesIO(content))
            content = b"\n".join(archive.read(name) for name in archive.namelist())
        text = content.decode()
        assert not any(person in text for person in people), form


def test_the_network_opens_in_networkx_with_its_ties_and_days(
    client: Client, town: Town, access: Access, db: None
) -> None:
    kept = queries.fetch_frames(town.edition_id, ["ties"], access=access)["ties"]
    graph = nx.read_gexf(BytesIO(_take(client, town, "gexf")))
    assert graph.number_of_edges() == kept.height
    weights = sorted(round(data["weight"], 9) for _, _, data in graph.edges(data=True))
    assert weights == sorted(round(weight, 9) for weight in kept["weight"])
    status = sorted(data["status"] for _, _, data in graph.edges(data=True))
    assert status == sorted(kept["status"])
    assert all(name.startswith("stip-") for name in graph.nodes)


def test_our_own_reader_finds_every_day_of_every_tie(
    client: Client, town: Town, access: Access, db: None, tmp_path: object
) -> None:
    kept = queries.fetch_frames(town.edition_id, ["ties"], access=access)["ties"]
    file = tmp_path / "netwerk.gexf"  # type: ignore[operator]
    file.write_bytes(_take(client, town, "gexf"))
    today = access.moment.date()
    back = read_gexf(file, today=today, timezone=None, first_day=today)
    assert back.rejected.is_empty()
    assert back.graph.edges.height == kept["days"].sum()


@pytest.mark.parametrize("form", ["csv", "gexf", "stempel"])
def test_the_stamp_says_when_until_which_version_and_for_whom(
    client: Client, town: Town, access: Access, db: None, form: str
) -> None:
    content = _take(client, town, form)
    if form == "csv":
        archive = ZipFile(BytesIO(content))
        content = archive.read("STEMPEL.txt")
        facts = json.loads(archive.read("stempel.json"))
        assert facts["data_until"] == "2026-10-31"
        assert len(facts["input_hash"]) == len(facts["file_hash"]) == 64
    text = content.decode()
    edition = queries.fetch_edition(town.edition_id, access=access)
    for words in ("lokale gebruiker", "Vernietigen na", "31 okt 2026", edition.code_version):
        assert words in text
    assert edition.input_hash in text
    assert "--half-life-days 90 --step month" in text


def test_what_left_stands_on_the_list_of_the_delivery_and_in_the_log(
    client: Client, town: Town, db: None
) -> None:
    _take(client, town, "gexf")
    export = models.Export.objects.get(edition=town.edition_id)
    assert (export.form, export.reader) == ("gexf", "lokale gebruiker")
    assert export.expires_on is not None
    line = LogLine.objects.filter(action="networks.edition.export").last()
    assert line.scope == f"edition:{town.edition_id}:gexf"
    listed = client.get(f"/netwerken/leveringen/{town.delivery_id}/").content.decode()
    assert re.search(r"<th scope=\"row\">gexf</th>", listed)


def test_nothing_leaves_without_its_line(
    client: Client, town: Town, db: None, failing_log: None
) -> None:
    assert client.post(town.url + "uitvoer/", {"vorm": "gexf"}).status_code == 503
    assert models.Export.objects.count() == 0


def test_a_form_that_is_not_there_is_said_so(client: Client, town: Town, db: None) -> None:
    assert client.post(town.url + "uitvoer/", {"vorm": "xlsx"}).status_code == 404
    assert models.Export.objects.count() == 0


def test_two_exports_of_one_edition_have_the_same_rows(
    client: Client, town: Town, db: None
) -> None:
    assert _take(client, town, "ties") == _take(client, town, "ties")
