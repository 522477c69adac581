"""What sees in a browser that words of a stranger were carried out, and where they could be.

A page asks the watch before it loads (`WATCH`) and is looked at when it stands (`LOOK`). A stage is
a place of a page in which words could be put by mistake; on each the watch is tried.
"""

import json
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from playwright.sync_api import Page

WATCH = """
window.zlxBroken = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.zlxBroken.push(event.violatedDirective + " " + event.blockedURI);
});
"""
LOOK = """(view, page = view.document) => {
  const look = (signs) => [...page.querySelectorAll(signs)];
  const leads = (one, name) => {
    try { return new URL(one.getAttribute(name), page.baseURI); } catch { return null; }
  };
  const strange = (url) => url && (/^https?:/.test(url.protocol)
    ? url.host !== new URL(page.baseURI).host
    : /^(javascript|data|vbscript|blob):/.test(url.protocol) &&
      !url.href.startsWith("data:text/csv;charset=utf-8;base64,"));
  const styled = (one) => view.getComputedStyle(one).getPropertyValue("--zlx") !== "";
  return {
    ran: view.zlx === true,
    broken: view.zlxBroken,
    became: look("zlx, [zlx]").map((one) => one.tagName),
    leads: ["href", "src", "action", "formaction", "data"].flatMap((name) =>
      look(`[${name}]`).map((one) => leads(one, name)).filter(strange).map((url) => url.href)),
    styled: [page.documentElement, ...look("body, main")].filter(styled).length > 0,
    text: [page.title, (page.querySelector("main") ?? page.body ?? page.documentElement).textContent,
      ...look("main input, main textarea").map((one) => one.value)].join(" "),
  };
}"""


def assert_harmless(page: Page) -> str:
    """Fail where words were carried out or became part of the page; return what it shows."""
    found = page.evaluate(f"({LOOK})(window)")
    assert not found["ran"], "a script of a stranger ran"
    assert found["broken"] == [], "the policy was broken"
    assert found["became"] == [], "words became part of the page"
    assert found["leads"] == [], "a link leads away from the desk"
    assert not found["styled"], "a style of a stranger holds"
    return str(found["text"])


def spell(text: str) -> str:
    """Return a text with single spaces, as a reader sees it."""
    return " ".join(text.split())


_ONE_LINE = "<!doctype html><title>x</title><main>%s</main>"
STAGES: dict[str, Callable[[str], str]] = {
    "text": lambda word: _ONE_LINE % word,
    "an attribute": lambda word: _ONE_LINE % f'<p class="{word}">x</p>',
    "an attribute in single quotes": lambda word: _ONE_LINE % f"<p class='{word}'>x</p>",
    "an attribute without quotes": lambda word: _ONE_LINE % f"<input value={word}>",
    "the address of a link": lambda word: _ONE_LINE % f'<a href="{word}">x</a>',
    "the value of a field": lambda word: _ONE_LINE % f'<input value="{word}">',
    "a field of many lines": lambda word: _ONE_LINE % f"<textarea>{word}</textarea>",
    "a list": lambda word: _ONE_LINE % f"<select><option>{word}</option></select>",
    "a table": lambda word: _ONE_LINE % f"<table><tr><td>{word}</td></tr></table>",
    "a drawing": lambda word: _ONE_LINE % f"<svg><text>{word}</text></svg>",
    "the title": lambda word: f"<!doctype html><title>{word}</title><main>x</main>",
    "a comment": lambda word: _ONE_LINE % f"<!-- {word} --> x",
    "a part without scripts": lambda word: _ONE_LINE % f"<noscript>{word}</noscript>",
    "a sheet of style": lambda word: (
        _ONE_LINE % f"<style>main {{ color: {word}; }}</style><p>x</p>"
    ),
    "the style of an element": lambda word: _ONE_LINE % f'<p style="color: {word}">x</p>',
    "a text in a script": lambda word: _ONE_LINE % f'<script>var a = "{word}";</script>',
    "a text in single quotes in a script": lambda word: (
        _ONE_LINE % f"<script>var a = '{word}';</script>"
    ),
    "a text in backticks in a script": lambda word: (
        _ONE_LINE % f"<script>var a = `{word}`;</script>"
    ),
    "a bare value in a script": lambda word: _ONE_LINE % f"<script>var a = 1 {word} 1;</script>",
    "JSON in a script": lambda word: (
        _ONE_LINE % f'<script type="application/json">{json.dumps(word)}</script>'
    ),
    "text taken out of entities": lambda word: _ONE_LINE % unescape(word),
    "text taken out of an address": lambda word: _ONE_LINE % unquote(word),
    "markup put in by a script": lambda word: (
        _ONE_LINE
        % f"""<p id="here"></p><script>
        here.innerHTML = "{word}";</script>"""
    ),
}
"""Where words could stand in a page, without being made harmless."""
