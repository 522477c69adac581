"""What everyone may see never tells where a receiver hangs or that it banged once somewhere."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from django.test import Client
from tests.desk.accounts.people import Clock, make_account
from tests.fireworks.pages.conftest import LOOKED_AT, text_of

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.fireworks.models import Bang, NightCount, Receiver
from zichtlijn.fireworks.reports.public import SMALLEST_PUBLIC, PublicPage, public_page
from zichtlijn.fireworks.views import patterns
from zichtlijn.fireworks.views.noticeboard import KEPT_S, Noticeboard

SEASONS = ["", "?seizoen=2025", "?seizoen=2024", "?seizoen=2023", "?seizoen=1900", "?seizoen=x"]
ROOM = Path("src/zichtlijn/fireworks")


@pytest.mark.django_db
def test_no_public_byte_holds_a_place_or_name_of_a_receiver(reader: Client) -> None:
    tried = 0
    for season in SEASONS:
        page = reader.get(f"/vuurwerk/openbaar/{season}").content.decode()
        bare = re.sub(r"[\s.,]", "", page)
        for receiver in Receiver.objects.all():
            assert receiver.code not in page
            for place in (receiver.x, receiver.y):
                tried += 1
                for digits in range(3):
                    written = f"{place:.{digits}f}"
                    assert written not in page
                    assert written.replace(".", "") not in bare
    print(f"{tried} places looked for")
    assert tried == 16 * 2 * len(SEASONS)


@pytest.mark.django_db
def test_moving_every_receiver_changes_nothing_in_public(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reader.get("/vuurwerk/openbaar/").content
    for receiver in Receiver.objects.all():
        Receiver.objects.filter(pk=receiver.pk).update(x=receiver.x + 300, y=receiver.y - 150)
    monkeypatch.setattr(patterns, "NOTICEBOARD", Noticeboard())
    after = reader.get("/vuurwerk/openbaar/").content
    assert _without_token(before) == _without_token(after)


@pytest.mark.django_db
def test_a_square_is_only_drawn_from_ten_bangs_on(nights: None, access: Access) -> None:
    page = public_page({}, access=access)
    bangs = Bang.objects.filter(rounded_at=None, outside=False, marked_false=False)
    cells = pl.DataFrame(
        [(bang.x // 50, bang.y // 50) for bang in bangs], schema=["x", "y"], orient="row"
    )
    full = cells.group_by("x", "y").len().filter(pl.col("len") >= SMALLEST_PUBLIC)
    assert len(page.squares) == full.height > 3


@pytest.mark.django_db
def test_small_numbers_and_what_would_give_them_away_stay_in_the_house(
    nights: None, access: Access
) -> None:
    lanes = Bang.objects.filter(rounded_at=None, x__lt=31_840, y__lt=561_560, outside=False)
    moved = lanes.values_list("pk", flat=True)[3:]
    Bang.objects.filter(pk__in=list(moved)).update(x=31_560.0, y=561_800.0)
    page = public_page({}, access=access)
    counts = {row.name: row.number for row in page.areas}
    assert counts["De Lanen"] == "minder dan 10, of verborgen"
    hidden = [name for name, count in counts.items() if "minder" in count]
    assert len(hidden) == 2
    assert all(int(count) % 5 == 0 for count in counts.values() if count.isdigit())


@pytest.mark.django_db
def test_a_bang_of_this_week_is_not_public_yet(nights: None, access: Access) -> None:
    newest = Bang.objects.order_by("moment").last()
    assert newest is not None
    friday = replace(access, moment=newest.moment + timedelta(days=1))
    later = replace(access, moment=newest.moment + timedelta(days=8))
    assert public_page({}, access=friday).say == "Minder dan 10 zware knallen gehoord."
    assert public_page({}, access=later).say.startswith("Ongeveer")


@pytest.mark.django_db
def test_of_an_old_season_a_count_is_left_and_no_map(nights: None, access: Access) -> None:
    for hour in range(3):
        NightCount.objects.create(
            square="E31000N561000", hour=datetime(2023, 12, 31, 20 + hour, tzinfo=UTC), bangs=41
        )
    page = public_page({"seizoen": "2023"}, access=access)
    assert page.say == "Ongeveer 125 zware knallen gehoord."
    assert page.only_counts
    assert page.squares == ()


@pytest.mark.django_db
def test_the_public_cannot_choose_its_own_window(reader: Client) -> None:
    narrow = reader.get("/vuurwerk/openbaar/?van=2026-01-01T00:00&tot=2026-01-01T00:01").content
    assert _without_token(narrow) == _without_token(reader.get("/vuurwerk/openbaar/").content)


@pytest.fixture
def stranger(nights: None) -> Client:
    """Somebody who has not signed in, at a desk with accounts, from another machine."""
    make_account("iemand.anders", role="analyst", clock=Clock(LOOKED_AT))
    return Client(REMOTE_ADDR="192.0.2.7")


@pytest.mark.django_db
def test_who_has_no_account_reads_the_public_page_and_nothing_else_of_bangs(
    stranger: Client,
) -> None:
    page = stranger.get("/vuurwerk/openbaar/")
    assert page.status_code == 200
    said = text_of(page.content.decode())
    assert "zware knallen gehoord" in said
    assert "Wie hier kijkt, wordt niet vastgelegd." in said
    for receiver in Receiver.objects.all():
        assert receiver.code not in said
    shut = ["", "afspelen/", "reeksen/", "vergelijken/", "opbrengst/", "telefoon/", "knallen.csv",
            "nieuw.json", "stroom/", "knallen/1/"]  # fmt: skip
    for address in shut:
        assert stranger.get(f"/vuurwerk/{address}").status_code == 302, address


@pytest.mark.django_db
def test_the_public_page_leaves_one_line_without_anyone_however_many_look(
    stranger: Client,
) -> None:
    before = LogLine.objects.count()
    for _ in range(5):
        for season in SEASONS:
            assert stranger.get(f"/vuurwerk/openbaar/{season}").status_code == 200
    lines = LogLine.objects.order_by("seq")[before:]
    assert [line.action for line in lines] == ["fireworks.public.read"] * 3  # of three seasons
    assert {(line.reader, line.role, line.purpose) for line in lines} == {
        ("voor iedereen", "resident", "none")
    }


def test_what_hangs_on_the_board_is_counted_anew_after_ten_minutes(
    nights: None, access: Access
) -> None:
    made, now = [], [0.0]

    def make(asked: dict[str, str], *, access: Access) -> PublicPage:
        made.append(asked)
        return public_page(asked, access=access)

    board = Noticeboard(make=make, read_seconds=lambda: now[0])
    for at in (0.0, KEPT_S - 1, KEPT_S, KEPT_S + 1):
        now[0] = at
        board.show({}, access=access)
        assert board.show({"seizoen": "2024"}, access=access).season == "2024–2025"
    assert made == [{}, {"seizoen": "2024"}] * 2


@pytest.mark.django_db
def test_we_say_heavy_bang_and_never_shot(reader: Client, project: Path) -> None:
    pages = ["", "afspelen/", "reeksen/", "vergelijken/", "opbrengst/", "telefoon/", "openbaar/",
             "uitleg/", "knallen/1/"]  # fmt: skip
    for page in pages:
        for language in ("nl", "en"):
            reader.cookies["zichtlijn_taal"] = language
            words = text_of(reader.get(f"/vuurwerk/{page}").content.decode()).lower()
            assert re.findall(r"\b(schot|schoten|schiet\w*|gunshots?|shots?)\b", words) == []
    written = [*(project / ROOM / "templates").rglob("*.html"), *(project / ROOM / "reports").rglob("*.py"),
               *(project / ROOM / "static").rglob("*.js")]  # fmt: skip
    found = [
        path.name for path in written if re.search(r"\b(schot|schoten|gunshot)\b", path.read_text())
    ]
    assert len(written) > 25
    assert found == []


def _without_token(page: bytes) -> str:
    """Return a page without what is the reader's own: a token, and the way back to here."""
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", page.decode())
