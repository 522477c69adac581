"""A sealed file opens whole, by who may open it, or not at all."""

import tarfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.desk.backup import locks, making, restoring
from zichtlijn.desk.backup.contents import MEMBERS, check_database, pack, unpack
from zichtlijn.desk.backup.sealing import read_heading, write_sealed
from zichtlijn.desk.backup.terms import Heading, What, WrongBackup

TODAY = date(2026, 11, 22)
HEADING = Heading(What.DATABASE, "0" * 32, TODAY, None, "0.1.0")
KEYS_HEADING = Heading(What.KEYS, "0" * 32, TODAY, TODAY + timedelta(days=35), "0.1.0")
PORTION = (1 << 20) + 16


@pytest.fixture(autouse=True)
def cheap_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_COST", 2)


@pytest.fixture
def passphrase() -> locks.Passphrase:
    return locks.make_passphrase("een lange zin om te bewaren")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "inhoud"
    made.mkdir()
    for name in set().union(*MEMBERS.values()):
        (made / name).write_bytes(name.encode() * 90_000)  # more than one portion
    return made


@pytest.fixture
def sealed(folder: Path, tmp_path: Path, passphrase: locks.Passphrase) -> Path:
    file = tmp_path / "kopie"
    pack(folder, file, HEADING, closing=passphrase)
    return file


def _open(file: Path, opening: locks.Opening, *, what: What = What.DATABASE) -> dict[str, bytes]:
    place = file.with_name("open")
    place.mkdir(exist_ok=True)
    unpack(file, place, what=what, opening=opening)
    return {one.name: one.read_bytes() for one in place.iterdir()}


def test_what_went_in_comes_out(sealed: Path, folder: Path, passphrase: locks.Passphrase) -> None:
    opened = _open(sealed, passphrase)
    assert opened == {name: (folder / name).read_bytes() for name in MEMBERS[What.DATABASE]}
    assert sealed.stat().st_size > 2 * PORTION
    assert b"database.sqlite3" not in sealed.read_bytes()
    assert read_heading(sealed) == HEADING


def test_every_cut_change_swap_and_addition_is_noticed(
    sealed: Path, passphrase: locks.Passphrase
) -> None:
    whole = sealed.read_bytes()
    begin = whole.index(b"\n", whole.index(b"\n") + 1) + 1
    first, second = whole[begin : begin + PORTION], whole[begin + PORTION : begin + 2 * PORTION]
    rest = whole[begin + 2 * PORTION :]
    head = whole[:begin]
    broken = {
        "empty": b"",
        "a text": b"beste collega",
        "cut in the magic": whole[:10],
        "cut in the heading": whole[: begin - 20],
        "only the heading": head,
        "half a portion": whole[: begin + 1000],
        "one portion": head + first,
        "two portions": head + first + second,
        "one byte short": whole[:-1],
        "longer": whole + b"x",
        "swapped": head + second + first + rest,
        "doubled": head + first + first + second + rest,
        "left out": head + first + rest,
        "another day": whole.replace(b'"made_on": "2026', b'"made_on": "2025', 1),
        "no day": whole.replace(b'"made_on": "2026', b'"made_on": "twee', 1),
        "no lock": whole.replace(b'"by": "pass', b'"bx": "pass', 1),
        "another lock": whole.replace(b'"by": "passphrase"', b'"by": "public_key"', 1),
        "another salt": whole.replace(b'"salt": "', b'"salt": "zz', 1),
        "too dear": whole.replace(b'"cost": "2"', b'"cost": "%d"' % 2**30, 1),
        **{
            f"bit at {at}": whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
            for at in (begin, begin + 500, begin + PORTION + 3, len(whole) - 1)
        },
    }
    opened = []
    for name, written in broken.items():
        sealed.write_bytes(written)
        with suppress(WrongBackup):
            _open(sealed, passphrase)
            opened.append(name)
    print(f"{len(broken)} wrong files, opened: {opened}")
    assert (opened, len(broken)) == ([], 23)


@settings(max_examples=30, deadline=None)
@given(place=st.integers(0, 2**24), bit=st.integers(0, 7))
def test_one_bit_anywhere_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    made = tmp_path_factory.mktemp("bit")
    for name in MEMBERS[What.KEYS]:
        (made / name).write_bytes(b"klein")
    words = locks.Passphrase("een lange zin om te bewaren")
    pack(made, made / "kopie", KEYS_HEADING, closing=words)
    whole = bytearray((made / "kopie").read_bytes())
    whole[place % len(whole)] ^= 1 << bit
    (made / "kopie").write_bytes(whole)
    with pytest.raises(WrongBackup):
        _open(made / "kopie", words, what=What.KEYS)


def test_another_passphrase_opens_nothing_and_a_short_one_is_refused(sealed: Path) -> None:
    with pytest.raises(WrongBackup, match="niet die van dit bestand"):
        _open(sealed, locks.make_passphrase("een heel andere lange zin"))
    with pytest.raises(WrongBackup, match="ten minste 16 tekens"):
        locks.make_passphrase("te kort")


def test_who_has_the_public_key_locks_and_who_has_the_private_key_opens(
    folder: Path, tmp_path: Path, passphrase: locks.Passphrase
) -> None:
    own, other = (_write_pair(tmp_path / name) for name in ("eigen", "ander"))
    pack(folder, tmp_path / "kopie", HEADING, closing=locks.read_public_key(own[1]))
    assert len(_open(tmp_path / "kopie", locks.read_private_key(own[0]))) == 2
    for wrong in (locks.read_private_key(other[0]), passphrase):
        with pytest.raises(WrongBackup):
            _open(tmp_path / "kopie", wrong)


def _write_pair(file: Path) -> tuple[Path, Path]:
    key = X25519PrivateKey.generate()
    private, public = file.with_suffix(".pem"), file.with_suffix(".pub")
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    return private, public


def test_what_is_no_key_of_the_right_kind_is_said_to_be_so(tmp_path: Path) -> None:
    private, public = _write_pair(tmp_path / "eigen")
    signing = Ed25519PrivateKey.generate()
    (tmp_path / "teken.pem").write_bytes(
        signing.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    (tmp_path / "teken.pub").write_bytes(
        signing.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    for read, file in (
        (locks.read_public_key, private),
        (locks.read_public_key, tmp_path / "nergens"),
        (locks.read_public_key, tmp_path / "teken.pub"),
        (locks.read_private_key, public),
        (locks.read_private_key, tmp_path / "teken.pem"),
    ):
        with pytest.raises(WrongBackup, match="sleutel"):
            read(file)


def test_what_does_not_belong_in_a_backup_is_refused(
    tmp_path: Path, passphrase: locks.Passphrase
) -> None:
    """A bundle sealed with the right words, made by somebody who means ill."""
    (tmp_path / "klein").write_bytes(b"x")
    wrong = {
        "a way out": [("../../buiten", None), ("destroyed", None)],
        "a link": [("database.sqlite3", tarfile.SYMTYPE)],
        "too few": [("destroyed", None)],
        "too many": [("database.sqlite3", None), ("destroyed", None), ("meer", None)],
    }
    for number, members in enumerate(wrong.values()):
        file = tmp_path / f"kopie{number}"
        with (
            write_sealed(file, HEADING, closing=passphrase) as target,
            tarfile.open(fileobj=target, mode="w|") as bundle,
        ):
            for name, kind in members:
                about = bundle.gettarinfo(tmp_path / "klein", arcname=name)
                about.type = kind or about.type
                with (tmp_path / "klein").open("rb") as small:
                    bundle.addfile(about, None if kind else small)
        with pytest.raises(WrongBackup):
            _open(file, passphrase)
    assert not (tmp_path.parent / "buiten").exists()


def test_what_is_sealed_but_is_no_bundle_or_no_database_is_refused(
    tmp_path: Path, passphrase: locks.Passphrase
) -> None:
    with write_sealed(tmp_path / "kopie", HEADING, closing=passphrase) as target:
        target.write(b"geen bundel" * 100)
    with pytest.raises(WrongBackup, match="inhoud"):
        _open(tmp_path / "kopie", passphrase)
    (tmp_path / "database").write_bytes(b"geen database" * 100)
    with pytest.raises(WrongBackup, match="niet te openen"):
        check_database(tmp_path / "database")


def test_the_two_files_of_a_backup_are_told_apart_and_old_keys_refused(
    folder: Path, sealed: Path, tmp_path: Path, passphrase: locks.Passphrase
) -> None:
    pack(folder, tmp_path / "sleutels", KEYS_HEADING, closing=passphrase)
    last = TODAY + timedelta(days=35)
    restoring._check_headings(sealed, tmp_path / "sleutels", today=last)
    for file, with_keys, day, said in (
        (tmp_path / "sleutels", None, TODAY, "bestand met sleutels"),
        (sealed, sealed, TODAY, "geen bestand met sleutels"),
        (sealed, tmp_path / "sleutels", last + timedelta(days=1), "ouder dan 35 dagen"),
    ):
        with pytest.raises(WrongBackup, match=said):
            restoring._check_headings(file, with_keys, today=day)


def test_expired_key_files_are_cleared_away_and_nothing_else(
    folder: Path, tmp_path: Path, passphrase: locks.Passphrase
) -> None:
    place = tmp_path / "kopieen"
    place.mkdir()
    for name, days in (("oud", 36), ("nieuw", 35)):
        ends = TODAY + timedelta(days=35 - days)
        heading = KEYS_HEADING._replace(made_on=TODAY - timedelta(days=days), expires_on=ends)
        pack(folder, place / f"{name}.keys", heading, closing=passphrase)
    (place / "ander.keys").write_text("van iemand anders")
    (place / "zonder").write_bytes((place / "oud.keys").read_bytes())
    assert making.destroy_expired_keys(place, today=TODAY) == 1
    assert sorted(file.name for file in place.iterdir()) == ["ander.keys", "nieuw.keys", "zonder"]


def test_a_backup_goes_over_no_other_file_and_into_no_missing_folder(tmp_path: Path) -> None:
    (tmp_path / "er_al").touch()
    for file, said in ((tmp_path / "er_al", "bestaat al"), (tmp_path / "x" / "y", "bestaat niet")):
        with pytest.raises(WrongBackup, match=said):
            making._check_place(file, file.with_name(file.name + ".keys"))
