"""Invented people who sign in on a served desk with password and app, as their browser would."""

import base64
import hashlib
import hmac
import re
import struct
import subprocess
import time
from dataclasses import dataclass, field
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.journeys.server import command_line, own_environment

PHRASE = "vier verzonnen woorden samen"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer(NamedTuple):
    """What the server answered, and where."""

    url: str
    text: str

    @property
    def words(self) -> str:
        """Return the words without marks of HTML."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.text)).split())


@dataclass
class Visitor:
    """Somebody with a cookie jar on one desk."""

    home: str  # address of the desk, no slash at its end
    name: str = ""
    secret: str = ""  # in the app of whoever enrolled
    jar: CookieJar = field(default_factory=CookieJar)

    def get(self, path: str) -> Answer:
        """Ask for a page, following where it leads."""
        return self._open(Request(self.home + path))  # noqa: S310 - our own desk

    def post(self, path: str, *, origin: str = "", **fields: str) -> Answer:
        """Fill in the form of the page at `origin` (the path itself unless said) and send it."""
        token = _TOKEN.search(self.get(origin or path).text)
        assert token, f"{path} has no form"
        body = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        return self._send(path, body, {})

    def post_file(self, path: str, *, file: tuple[str, str, bytes], **fields: str) -> Answer:
        """Send a form with a file: the name of its field, its own name, what is in it."""
        token = _TOKEN.search(self.get(path).text)
        assert token, f"{path} has no form"
        body, told = self.pack_file(file=file, csrfmiddlewaretoken=token[1], **fields)
        return self._send(path, body, told)

    def pack_file(
        self, *, file: tuple[str, str, bytes], **fields: str
    ) -> tuple[bytes, dict[str, str]]:
        """Return a form with a file as a browser sends it: its body, and the header it needs."""
        line = "zichtlijn-between-the-parts"
        parts = [
            f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        field, own_name, content = file
        quoted = own_name.replace('"', "%22").replace("\n", " ").replace("\r", " ")
        head = f'--{line}\r\nContent-Disposition: form-data; name="{field}"; filename="{quoted}"'
        body = "".join([*parts, head, "\r\nContent-Type: text/csv\r\n\r\n"]).encode()
        body += content + f"\r\n--{line}--\r\n".encode()
        return body, {"Content-Type": f"multipart/form-data; boundary={line}"}

    def _send(self, path: str, body: bytes, words: dict[str, str]) -> Answer:
        headers = {
            "Origin": self.home,
            "Referer": self.home + path,
            "Sec-Fetch-Site": "same-origin",
        }
        asked = Request(self.home + path, data=body, headers={**headers, **words})  # noqa: S310
        return self._open(asked)

    @property
    def cookies(self) -> list[dict[str, str]]:
        """Return the cookies as Playwright takes them."""
        return [{"name": one.name, "value": one.value or "", "url": self.home} for one in self.jar]

    def fetch(self, path: str) -> bytes:
        """Ask for a file as it is."""
        return self._take(Request(self.home + path))[1]  # noqa: S310 - our own desk

    def post_for_file(self, path: str, **fields: str) -> bytes:
        """Fill in the form of a page and take the file that it answers with."""
        token = _TOKEN.search(self.get(path).text)
        assert token, f"{path} has no form"
        body = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        told = {"Origin": self.home, "Referer": self.home + path, "Sec-Fetch-Site": "same-origin"}
        return self._take(Request(self.home + path, data=body, headers=told))[1]  # noqa: S310

    def _open(self, request: Request) -> Answer:
        url, content = self._take(request)
        return Answer(url, content.decode(errors="replace"))

    def _take(self, request: Request) -> tuple[str, bytes]:
        opener = build_opener(HTTPCookieProcessor(self.jar))
        with opener.open(request, timeout=60) as answer:
            return answer.url, answer.read()


def make_demo_accounts(home: Path) -> dict[str, str]:
    """Make the invented accounts of a desk; return the invitation of each."""
    made = subprocess.run(
        command_line("demo", "--accounts"),
        env=own_environment(home),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert made.returncode == 0, made.stderr
    return dict(re.findall(r"^(probeer-[\w-]+): (\S+)$", made.stdout, re.MULTILINE))


def enrol(url: str, name: str, invitation: str) -> Visitor:
    """Use an invitation: choose a password, add the app, and be signed in."""
    visitor = Visitor(url, name)
    page = visitor.post("/inloggen/uitnodiging/", username=name, code=invitation)
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.text)
    assert secret, page.words
    visitor.secret = secret[1]
    page = visitor.post("/inloggen/instellen/", password=PHRASE, code=tell_code(secret[1]))
    assert re.search(r"<code>\d{10}</code>", page.text), page.words
    return visitor


def tell_code(secret: str, *, moment: float | None = None) -> str:
    """Return what an app shows for this secret (RFC 6238)."""
    counter = int((time.time() if moment is None else moment) // 30)  # noqa: TID251 - as the app does
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1)
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
