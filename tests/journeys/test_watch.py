"""The watch itself: each hostile word is put where it could act, and what it does is noticed."""

import sqlite3
from contextlib import closing

import pytest
from django.template import Context, Engine
from playwright.sync_api import Browser, Page, Route
from tests.journeys.hostile_words import make_corpus
from tests.journeys.watch import LOOK, STAGES, WATCH, spell

from zichtlijn.audit.exports import make_safe

HOME = "http://plank.example/"
AN_ALERT_COUNTS = "window.alert = () => { window.zlx = true; };"
# puts each page in a frame of its own, and looks at all of them when they stand
TRY = f"""async (pages) => {{
  const frames = pages.map((page) => {{
    const frame = document.createElement("iframe");
    frame.srcdoc = page;
    document.body.append(frame);
    return frame;
  }});
  const wait = (frame) => new Promise((done) => {{
    frame.addEventListener("load", done, {{once: true}});
    setTimeout(done, 400);
  }});
  await Promise.all(frames.map(wait));
  await new Promise((done) => setTimeout(done, 50));
  const found = frames.map((frame) => {{
    try {{
      const seen = ({LOOK})(frame.contentWindow);
      const acted = seen.ran || seen.styled || seen.became.length + seen.leads.length > 0;
      return {{acted, text: seen.text}};
    }} catch {{ return {{acted: true, text: "", left: true}}; }}
  }});
  frames.forEach((frame) => frame.remove());
  return found;
}}"""
MOST_IDLE = 0.1  # of the words may do nothing on any stage


@pytest.fixture
def plank(browser: Browser):
    """An empty page of our own, from which nothing can be reached."""
    context = browser.new_context()
    page = context.new_page()

    def answer(route: Route) -> None:
        route.fulfill(body="<!doctype html><title>plank</title>", content_type="text/html")

    page.route(HOME, answer)
    page.add_init_script(WATCH + AN_ALERT_COUNTS)
    page.goto(HOME)
    context.set_offline(True)
    yield page
    context.close()


def test_the_watch_sees_what_is_carried_out_on_every_stage(plank: Page) -> None:
    """Of the words that a page takes as its own, the watch must notice what they do."""
    words = make_corpus()
    noticed = {stage: {word for word in words if does(word)} for stage, does in _ELSEWHERE.items()}
    noticed["text"] = _try_out(plank, "text", words)
    for stage in list(STAGES)[1:]:  # what acted already need not act everywhere
        idle = set(words).difference(*noticed.values())
        noticed[stage] = _try_out(plank, stage, [*_ACTS_ON.get(stage, ()), *sorted(idle)])
    idle = set(words).difference(*noticed.values())
    print(f"{len(words) - len(idle)} of {len(words)} words did something and were noticed")
    print("; ".join(f"{stage}: {len(found)}" for stage, found in noticed.items()))
    assert [stage for stage in _ELSEWHERE.keys() | STAGES.keys() if not noticed[stage]] == []
    assert {word for some in _ACTS_ON.values() for word in some} <= set(words)
    assert len(words) >= 120
    assert len(idle) <= MOST_IDLE * len(words), sorted(idle)


def test_the_watch_lets_words_be_that_are_no_more_than_words(plank: Page) -> None:
    words = ["gewoon een zin", "3 < 4 & 5 > 4", "naar de Lindelaan; en terug", "50% (of 20)"]
    for stage in ("text", "an attribute", "the address of a link", "the title"):
        assert _try_out(plank, stage, words) == set(), stage


def _try_out(plank: Page, stage: str, words: list[str]) -> set[str]:
    """Return the words that did something on this stage, or were not shown as they were typed."""
    found = plank.evaluate(TRY, [STAGES[stage](word) for word in words])
    shows = stage in {"text", "the title"}
    return {
        word
        for word, seen in zip(words, found, strict=True)
        if seen["acted"] or (shows and "&" in word and spell(word) not in spell(seen["text"]))
    }


def _is_worked_out_by_a_template(word: str) -> bool:
    try:
        return Engine().from_string(word).render(Context({"settings": "a secret"})) != word
    except Exception:  # noqa: BLE001 - whatever it broke, it did more than stand there
        return True


def _is_filled_in(word: str) -> bool:
    try:
        return word.format("a") != word or word % () != word
    except (ValueError, KeyError, IndexError, TypeError):
        return True


def _is_asked_of_a_database(word: str) -> bool:
    with closing(sqlite3.connect(":memory:")) as kept:
        kept.execute("CREATE TABLE zlx (name)")
        kept.execute("INSERT INTO zlx VALUES ('somebody')")
        try:
            return kept.execute(f"SELECT * FROM zlx WHERE name = '{word}'").fetchone() is not None  # noqa: S608 - that is what is tried
        except (sqlite3.Error, sqlite3.Warning):
            return True


def _is_calculated_by_a_sheet(word: str) -> bool:
    return make_safe(word) != word


_OUT_OF_SCRIPT = "</script><script zlx>window.zlx=true//"
_ACTS_ON = {
    "an attribute": ['"><b zlx onclick=window.zlx=true>vet</b>'],
    "an attribute in single quotes": ["'><b zlx onclick=window.zlx=true>vet</b>"],
    "an attribute without quotes": [" zlx autofocus onfocus=window.zlx=true "],
    "the address of a link": ["javascript:window.zlx=true", "//elders.example/pad"],
    "the value of a field": ['" zlx autofocus onfocus="window.zlx=true'],
    "a field of many lines": ["</textarea><script zlx>window.zlx=true</script>"],
    "a list": ["</option></select><b zlx>uit de lijst</b>"],
    "a table": ["</td></tr></table><b zlx>uit de tabel</b>"],
    "a drawing": ["</svg><b zlx>uit de tekening</b>"],
    "the title": ["</title><script zlx>window.zlx=true</script>"],
    "a comment": ["--!><b zlx>na de opmerking</b>"],
    "a part without scripts": ["</noscript><script zlx>window.zlx=true</script>"],
    "a sheet of style": ["red}main{--zlx:1"],
    "the style of an element": ['" zlx style="background:url(//elders.example/z.png)'],
    "a text in a script": ['"; window.zlx=true; //'],
    "a text in single quotes in a script": ["'; window.zlx=true; //"],
    "a text in backticks in a script": ["${window.zlx=true}"],
    "a bare value in a script": ["-(window.zlx=true)-"],
    "JSON in a script": [_OUT_OF_SCRIPT],
    "text taken out of entities": ["&#60;b zlx&#62;vet&#60;/b&#62;"],
    "text taken out of an address": ["%3Cscript zlx%3Ewindow.zlx=true%3C/script%3E"],
    "markup put in by a script": ["\\x3cb zlx\\x3evet"],
}
"""For each stage a word of the corpus that acts there."""

_ELSEWHERE = {
    "a template": _is_worked_out_by_a_template,
    "a format": _is_filled_in,
    "a question to a database": _is_asked_of_a_database,
    "a cell of a spreadsheet": _is_calculated_by_a_sheet,
}
"""Where words act before they come to a browser."""
