"""Hostile words in every field, query, path, header and cookie that an address takes.

What is kept and shown later is planted (tests/journeys/planting.py). Here every address is asked
directly, also with words it must refuse: the answer may be anything but a fault, carries the strict
headers, leads nowhere else, and holds the words as words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from django.urls import resolve, reverse
from playwright.sync_api import Page
from tests.journeys.fields import EVERYWHERE, Address, Channel, Field, derive_fields, list_addresses
from tests.journeys.hostile_words import SEPARATOR
from tests.journeys.planting import (
    DEPLOYMENT,
    DIRECTOR,
    GUARD,
    NO_PURPOSE,
    OFFICER,
    OVERSIGHT,
    RIGHTS,
    TABLE,
    YOUTH,
    Planted,
)
from tests.journeys.signed_in import LOOKS
from tests.journeys.strictness import assert_strict
from tests.journeys.visitors import PHRASE, Visitor
from tests.journeys.watch import LOOK

NEVER_ASKED = {
    "fireworks:stream": "a stream never ends: its journey is in test_fireworks.py",
    "accounts:sign_out": "it would end the sitting, and reads nothing",
}
HEADERS_SHOWN_NOWHERE = (
    "User-Agent", "X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto",
    "Accept-Language", "Accept", "Referer", "Origin", "HX-Request", "HX-Target", "HX-Current-URL",
    "HX-Trigger", "HX-Prompt", "Last-Event-ID", "Authorization", "Sec-Fetch-Site",
    "Sec-Fetch-Mode", "Sec-Fetch-Dest", "X-Request-ID", "X-CSRFToken", "If-None-Match",
)  # fmt: skip
_BEFORE_SIGN_IN = ("sign_in", "passkey", "passkey_question", "invitation")
_IN_WHICH_CHAIR = {
    "privacy:review": (GUARD, OVERSIGHT),
    "privacy:decide_rules": (GUARD, NO_PURPOSE),
    "privacy:rules_file": (DIRECTOR, NO_PURPOSE),
    "privacy:choose": (YOUTH, NO_PURPOSE),
    "privacy:stop": (YOUTH, NO_PURPOSE),
    "privacy:processing_file": (GUARD, OVERSIGHT),
    "privacy:decide_audit_package": (GUARD, OVERSIGHT),
    "privacy:audit_package": (GUARD, OVERSIGHT),
    "privacy": (DIRECTOR, RIGHTS),
    "persons": (YOUTH, TABLE),
    "networks": (DIRECTOR, TABLE),
    "fireworks": (OFFICER, DEPLOYMENT),
    "desk": (DIRECTOR, TABLE),
    "accounts": (YOUTH, NO_PURPOSE),
}
"""Who asks an address of which no page is looked at."""


class Reply(NamedTuple):
    """What the desk said to words that were sent."""

    about: str
    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Sweep:
    """Hostile words on their way to every address of a planted desk."""

    planted: Planted
    words: Sequence[str]
    sent: set[Field] = field(default_factory=set)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return all words as one text."""
        return SEPARATOR.join(self.words)

    def ask(
        self, path: str, *, about: str, visitor: Visitor | None = None, method: str = "GET",
        body: str | bytes = b"", headers: dict[str, str] | None = None,
    ) -> Reply:  # fmt: skip
        """Ask for a path just as it stands, following nothing."""
        here = urlsplit(self.planted.desk.url)
        told = {
            "Host": here.netloc,
            "Origin": self.planted.desk.url,
            "Sec-Fetch-Site": "same-origin",
        }
        if visitor:
            told["Cookie"] = "; ".join(f"{one.name}={one.value}" for one in visitor.jar)
        caller = HTTPConnection(here.netloc, timeout=60)
        told |= headers or {}
        sent = {name: value.encode().decode("latin-1") for name, value in told.items()}
        caller.request(method, path, body=body or None, headers=sent)
        answer = caller.getresponse()
        text = answer.read().decode(errors="replace")
        caller.close()
        return Reply(f"{about} -> {answer.status}", answer.status, dict(answer.getheaders()), text)

    def post(self, path: str, fields: dict[str, str], *, about: str, visitor: Visitor) -> Reply:
        """Send a form as a page of the desk would."""
        body = urlencode({"csrfmiddlewaretoken": self.find_token(visitor), **fields})
        return self.ask(
            path, about=about, visitor=visitor, method="POST", body=body,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip

    def find_token(self, visitor: Visitor) -> str:
        """Return what a form of this visitor carries; it holds as long as the cookie."""
        kept = next((one.value or "" for one in visitor.jar if "csrf" in one.name), "")
        if kept not in self.tokens or not kept:
            page = visitor.get("/help/").text
            found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            assert found, "the page has no form"
            kept = next(one.value or "" for one in visitor.jar if "csrf" in one.name)
            self.tokens[kept] = found[1]
        return self.tokens[kept]


def sweep_addresses(sweep: Sweep, *, alone: bool) -> Iterator[Reply]:
    """Ask every address with all its fields filled, and where `alone` with each by itself."""
    chairs: dict[tuple[str, str], list[Address]] = {}
    for address in list_addresses():
        if address.name not in NEVER_ASKED:
            chairs.setdefault(_choose_chair(address.name), []).append(address)
    for (who, purpose), addresses in chairs.items():
        visitor = sweep.planted.choose(who, purpose)
        for address in addresses:
            yield from _sweep_one(sweep, address, _choose_visitor(sweep, address, visitor), alone)


def _choose_chair(name: str) -> tuple[str, str]:
    if name in LOOKS:
        return LOOKS[name][0].who, LOOKS[name][0].purpose
    return _IN_WHICH_CHAIR.get(name) or _IN_WHICH_CHAIR[name.partition(":")[0]]


def _choose_visitor(sweep: Sweep, address: Address, visitor: Visitor) -> Visitor:
    """Return who asks: for the steps before a sitting somebody who stands there."""
    step = address.name.removeprefix("accounts:")
    stranger = Visitor(sweep.planted.desk.url)
    if step in _BEFORE_SIGN_IN:
        return stranger
    if step == "second_factor":
        stranger.post("/inloggen/", username=f"probeer-{YOUTH}", password=PHRASE)
        return stranger
    if step == "enrol":
        name, code = next(iter(sweep.planted.invitations.items()))
        stranger.post("/inloggen/uitnodiging/", username=name, code=code)
        return stranger
    return visitor


def _sweep_one(sweep: Sweep, address: Address, visitor: Visitor, alone: bool) -> Iterator[Reply]:
    path = fill_path(sweep.planted, address)
    taken = [one for one in derive_fields() if one.address == address.name]
    for channel in (Channel.QUERY, Channel.FORM):
        names = [one.name for one in taken if one.channel is channel]
        groups = [names, *([[name] for name in names] if alone else [])]
        for some in filter(None, groups):
            fields = dict.fromkeys(some, sweep.text)
            about = f"{address.name} {channel}: {', '.join(some)}"
            sweep.sent |= {Field(address.name, channel, name) for name in some}
            if channel is Channel.QUERY:
                yield sweep.ask(f"{path}?{urlencode(fields)}", about=about, visitor=visitor)
            else:
                yield sweep.post(path, fields, about=about, visitor=visitor)
    for one in taken:
        if one.channel is Channel.FILE:
            sweep.sent.add(one)
            yield from _sweep_file(sweep, path, one, visitor)
    parts = [part for part, how in address.converters.items() if how != "IntConverter"]
    if parts:
        sweep.sent |= {Field(address.name, Channel.PATH, part) for part in parts}
        path = fill_path(sweep.planted, address, hostile=sweep.text.replace("/", "|"))
        yield sweep.ask(path, about=f"{address.name} path: {', '.join(parts)}", visitor=visitor)


def _sweep_file(sweep: Sweep, path: str, one: Field, visitor: Visitor) -> Iterator[Reply]:
    """Send files whose name, columns, cells or bytes are hostile."""
    row = ",".join(f'"{word.replace(chr(34), chr(34) * 2)}"' for word in sweep.words)
    columns = "observation_id,observed_at,person,source,place,kind"
    known = ",".join(row.split(",")[:6])
    for kind, content in {
        "columns": f"{row}\n{row}\n",
        "cells": f"{columns}\n{known}\n",
        "words": sweep.text,
        "bytes": "\x00\xff<b zlx>",
    }.items():
        about = f"{one.address} file with hostile {kind}"
        body, told = visitor.pack_file(
            file=(one.name, f"{sweep.text[:400]}.csv", content.encode()),
            csrfmiddlewaretoken=sweep.find_token(visitor), titel="<b zlx>", reden="<b zlx>",
            tijdzone="Europe/Amsterdam", bewaren_tot="2026-12-31", stap="all", methode="auto",
            halfwaardetijd="90", grootste="30", toeval="0.05", herhalingen="10", begingetal="1",
        )  # fmt: skip
        yield sweep.ask(path, about=about, visitor=visitor, method="POST", body=body, headers=told)


def fill_path(planted: Planted, address: Address, *, hostile: str = "") -> str:
    """Return a path of this address: that of what was planted, or with hostile words in it."""
    found = (resolve(urlsplit(path).path) for path in planted.addresses.values())
    nearest = max(found, key=lambda one: _count_shared(one.route, address.route))
    filled = {
        part: hostile
        if hostile and how != "IntConverter"
        else nearest.kwargs.get(part, 1 if how == "IntConverter" else "0" * 32)
        for part, how in address.converters.items()
    }
    if hostile:  # as a browser would send it, though no such thing was ever there
        route = re.sub(
            r"<(?:\w+:)?(\w+)>", lambda part: quote(str(filled[part[1]]), safe=""), address.route
        )
        return f"/{route}"
    return reverse(address.name, kwargs=filled)


def _count_shared(one: str, other: str) -> int:
    """Return how many parts two routes begin with alike."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def sweep_headers(sweep: Sweep) -> Iterator[Reply]:
    """Ask four kinds of page with hostile words in every header and cookie."""
    visitor = sweep.planted.choose(DIRECTOR, TABLE)
    for path in ("/", "/help/", "/inloggen/", "/bestaat-niet/"):
        for name in HEADERS_SHOWN_NOWHERE:
            # a header is one line of signs from the west: what else there is, is left out
            value = "".join(sign for sign in sweep.text if 32 <= ord(sign) < 127)
            told = {name: value}
            yield sweep.ask(path, about=f"{path} {name}", visitor=visitor, headers=told)
    cookies = [one for one in derive_fields() if one.channel is Channel.COOKIE]
    value = quote(sweep.text[:3_000])
    for name in {one.name for one in cookies}:
        told = {"Cookie": f"{name}={value}"}
        yield sweep.ask("/help/", about=f"cookie {name}", headers=told)
    sweep.sent |= set(cookies)
    for one in derive_fields():
        if one.channel is Channel.HEADER and (
            one.address == EVERYWHERE or one.name in HEADERS_SHOWN_NOWHERE
        ):
            sweep.sent.add(one)


FOREIGN = (
    "https://elders.example/", "//elders.example/", "///elders.example/", "/\\elders.example/",
    "\\\\elders.example/", "/\t/elders.example/", "http:elders.example", "https:///elders.example",
    "javascript:window.zlx=true", " javascript:window.zlx=true", "data:text/html,zlx",
    "http://localhost@elders.example/", "https://localhost.elders.example/", "/%0d%0aLocation:%20//elders.example",
    "//elders%E3%80%82example/", "http://[::1]@elders.example/", "ftp://elders.example/",
)  # fmt: skip
"""Addresses to which the desk must never lead."""


def sweep_foreign_targets(sweep: Sweep) -> Iterator[Reply]:
    """Ask every address that leads on to lead to somewhere else."""
    leading = {(one.address, one.channel) for one in derive_fields() if one.name == "next"}
    kept = {address.name: address for address in list_addresses()}
    for name, channel in sorted(leading):
        who, purpose = _choose_chair(name)
        visitor = _choose_visitor(sweep, kept[name], sweep.planted.choose(who, purpose))
        path = fill_path(sweep.planted, kept[name])
        useful = _find_purpose(sweep.planted) if name == "privacy:choose" else {}
        for target in FOREIGN:
            about = f"{name} {channel}: next={target}"
            if channel is Channel.QUERY:
                asked = f"{path}?{urlencode({'next': target})}"
                yield sweep.ask(asked, about=about, visitor=visitor)
            else:
                yield sweep.post(path, useful | {"next": target}, about=about, visitor=visitor)


def _find_purpose(planted: Planted) -> dict[str, str]:
    """Return a choice of a purpose that is taken, so that the desk leads on."""
    offered = re.findall(r'name="doel" value="([^"]*)"', planted.visitors[YOUTH].get("/doel/").text)
    return {"doel": next(one for one in offered if one.startswith(TABLE)), "reden": "seen"}


def leads_away(reply: Reply, *, home: str) -> bool:
    """Return whether an answer sends the reader to another place than the desk."""
    target = reply.headers.get("Location") or reply.headers.get("HX-Redirect") or ""
    seen = target.replace("\\", "/").replace("\t", "").strip()
    parts = urlsplit(seen)
    return bool(seen.startswith("//") or parts.scheme or parts.netloc) and not seen.startswith(
        f"{home}/"
    )


def judge(replies: Sequence[Reply], page: Page, *, home: str) -> list[str]:
    """Return what was wrong; pages are taken apart by the browser, with its scripts off."""
    wrong = []
    for reply in replies:
        if reply.status >= 500:
            wrong.append(f"{reply.about}: a fault of ours")
        if leads_away(reply, home=home):
            wrong.append(f"{reply.about}: leads to {reply.headers.get('Location')}")
        if [name for name, value in reply.headers.items() if re.search(r"[<>\r\n]", value)]:
            wrong.append(f"{reply.about}: words stand in a header")
        try:
            assert_strict(reply.headers)
        except (AssertionError, KeyError) as problem:
            wrong.append(f"{reply.about}: {problem}")
    pages = [
        one
        for one in replies
        if "html" in one.headers.get("Content-Type", one.headers.get("content-type", ""))
    ]
    for reply, seen in zip(
        pages, page.evaluate(_TAKE_APART, [one.text for one in pages]), strict=True
    ):
        if seen["became"] or seen["leads"] or seen["styled"]:
            wrong.append(f"{reply.about}: {seen}")
    return wrong


_TAKE_APART = f"""(texts) => texts.map((text) => {{
  const seen = ({LOOK})(window, new DOMParser().parseFromString(text, "text/html"));
  return {{became: seen.became, leads: seen.leads, styled: seen.styled}};
}})"""
