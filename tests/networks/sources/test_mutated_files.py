"""Whatever bytes arrive, a file is read or refused in a sentence; nothing else happens."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.networks.sources.contact_lists import derive_spells, read_contacts
from zichtlijn.networks.sources.graph_files.edge_lists import read_edge_list
from zichtlijn.networks.sources.graph_files.gexf import read_gexf, write_gexf
from zichtlijn.networks.sources.graph_files.graphml import read_graphml, write_graphml
from zichtlijn.networks.sources.observations import form_observations, read_observations

TODAY = date(2026, 11, 21)
ZONE = "Europe/Amsterdam"
BITS = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"9" * 30,
    b"-",
    b"e999",
    b"\xff",
    b"<",
    b"&",
    b"nan",
    b" ",
]
BITS += [b"inf", b"9999-12-31T23:59:59-14:00", b"0001-01-01T00:00+14:00", b";", b"\xef\xbb\xbf"]


def _observations(path: Path) -> None:
    form_observations(read_observations(path, today=TODAY, timezone=ZONE).presences)


def _contacts(path: Path) -> None:
    derive_spells(read_contacts(path).contacts, gap_seconds=60)


def _edges(path: Path) -> None:
    found = read_edge_list(path, today=TODAY, timezone=ZONE, first_day=TODAY)
    write_graphml(found.graph, path.with_suffix(".graphml"))


def _gexf(path: Path) -> None:
    found = read_gexf(path, today=TODAY, timezone=ZONE, first_day=TODAY)
    write_gexf(found.graph, path.with_suffix(".again.gexf"))


def _graphml(path: Path) -> None:
    read_graphml(path, today=TODAY, timezone=ZONE, first_day=TODAY)


FORMS: dict[str, tuple[Callable[[Path], None], bytes]] = {
    "o.csv": (
        _observations,
        (
            b"observation_id,observed_at,person,source,part,reliability\n"
            b'w1,2026-01-01T10:00+01:00,a,"x,y",present,0.5\r\nw1,2026-01-01,b,,victim,1e-3\n'
        ),
    ),
    "c.dat": (_contacts, b'1385982020 1 2 A B\n1385982040\t1 2\n"20","3","4"\n'),
    "e.csv": (
        _edges,
        b"source,target,weight,time\na,b,1.5,2026-01-01\nb,c,2,1385982020\nc,d,,12.5\n",
    ),
    "g.gexf": (
        _gexf,
        (
            b'<gexf xmlns="http://gexf.net/1.3"><graph mode="dynamic"><nodes><node id="a"/></nodes>'
            b'<edges><edge source="a" target="b" weight="2"><spells><spell start="2026-01-01"/>'
            b"</spells></edge></edges></graph></gexf>"
        ),
    ),
    "g.graphml": (
        _graphml,
        (
            b'<graphml><key id="w" for="edge" attr.name="weight"/><graph><node id="a"/>'
            b'<edge source="a" target="b"><data key="w">2</data></edge></graph></graphml>'
        ),
    ),
}


def _mutate(content: bytes, *, chance: random.Random) -> bytes:
    mutated = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(mutated) + 1)
        length = chance.choice([0, 0, 1, 3, 8])
        mutated[at : at + length] = chance.choice([*BITS, b"", bytes([chance.randrange(256)])])
    return bytes(mutated)


def _count_refused(form: str, folder: Path, *, times: int) -> int:
    read, content = FORMS[form]
    refused = was_read = 0
    for seed in range(times):
        path = folder / form
        path.write_bytes(_mutate(content, chance=random.Random(seed)))  # noqa: S311  # no secret
        try:
            read(path)
            was_read += 1
        except UnreadableFile as problem:
            refused += str(problem).endswith(".")
    assert refused + was_read == times
    return refused


@pytest.mark.parametrize("form", FORMS)
def test_a_mutated_file_is_read_or_refused(form: str, tmp_path: Path) -> None:
    refused = _count_refused(form, tmp_path, times=60)
    assert 0 < refused < 60


@pytest.mark.night
@pytest.mark.parametrize("form", FORMS)
def test_ten_thousand_mutated_files_are_read_or_refused(form: str, tmp_path: Path) -> None:
    refused = _count_refused(form, tmp_path, times=10_000)
    assert 0 < refused < 10_000
