"""Whoever reads English reads in English what is refused: every rule, every sentence."""

import ast
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.town import NOW, hold
from tools.messages import collect_refusals

from zichtlijn.audit.access import CARRIED_AS
from zichtlijn.desk import door
from zichtlijn.desk.ruling.refusals import RefusalMiddleware
from zichtlijn.fireworks.views import refusals as fireworks
from zichtlijn.networks.views import refusals as networks
from zichtlijn.privacy.policies.asking import say
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.reports.sentences.refusals import FRAMES, say_refusal
from zichtlijn.privacy.terms.access import Decision, Outcome
from zichtlijn.privacy.terms.asking import BudgetSpent, NotAllowed

SOURCE = Path(__file__).resolve().parents[2] / "src" / "zichtlijn"
ROOMS = ("privacy", "persons", "networks", "fireworks")
ALL_FRAMES = (*FRAMES, *networks.FRAMES, *fireworks.FRAMES)
DUTCH = re.compile(
    r"\b(de|het|een|niet|wordt|kan|is|van|voor|zijn|dit|deze|en|met)\b", re.IGNORECASE
)
ENGLISH_TOO = {"is", "van"}


def _stays_dutch(told: str) -> set[str]:
    return {word.lower() for word in DUTCH.findall(told)} - ENGLISH_TOO


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_that_a_policy_says_is_there_in_english(room: str) -> None:
    sentences = collect_refusals(SOURCE / room)
    with translation.override("en"):
        told = {sentence: say_refusal(sentence) for sentence in sentences}
    wrong = [one for one, said in told.items() if said == one or _stays_dutch(said)]
    print(f"{len(told) - len(wrong)} of {len(told)} sentences of {room} are there in English")
    assert len(told) > 10
    assert wrong == []
    assert all(say_refusal(sentence) == sentence for sentence in sentences)  # Dutch is as it was


@pytest.mark.django_db
def test_every_rule_says_its_sentence_in_english_with_what_is_still_needed() -> None:
    sentences = fetch_ruling_table().sentences
    wrong = []
    for rule in sentences:
        for outcome in Outcome:
            said = say(Decision(outcome, rule), sentences=sentences)
            with translation.override("en"):
                told = say_refusal(said)
            if told == said or _stays_dutch(told):
                wrong.append((rule, outcome, told))
    print(
        f"{len(sentences) * len(Outcome) - len(wrong)} of {len(sentences) * len(Outcome)} answers"
    )
    assert len(sentences) == 43
    assert wrong == []
    with translation.override("en"):
        needed = say_refusal(say(Decision(Outcome.NEEDS_REASON, "R26"), sentences=sentences))
    assert needed == (
        "Give a reason first: from step 2B on the members from police and municipality may see a "
        "name, with a reason."
    )


def _frames_in_code(room: str) -> set[str]:
    """Every sentence with a value in it, with 7 for each value."""
    found = set()
    for part in ("policies", "operations", "queries", "terms"):
        alone = SOURCE / room / f"{part}.py"
        for path in [*(SOURCE / room / part).rglob("*.py"), *([alone] if alone.exists() else [])]:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.JoinedStr):
                    text = "".join(
                        str(part.value) if isinstance(part, ast.Constant) else "7"
                        for part in node.values
                    )
                    if re.fullmatch(r"[A-Z].* .*\.", text, re.DOTALL):
                        found.add(text)
    return found


def test_a_sentence_with_something_in_it_keeps_it_in_english() -> None:
    sentences = {one for room in ROOMS for one in _frames_in_code(room)}
    with translation.override("en"):
        told = {one: say_refusal(one, frames=ALL_FRAMES) for one in sentences}
    wrong = [one for one, said in told.items() if said == one or _stays_dutch(said)]
    print(f"{len(told) - len(wrong)} of {len(told)} sentences with a value are there in English")
    assert len(told) > 10
    assert wrong == []
    assert all(said.count("7") == one.count("7") for one, said in told.items())


@settings(max_examples=50)
@given(st.sampled_from(ALL_FRAMES), st.lists(st.from_regex(r"[a-z0-9_]{1,12}", fullmatch=True), min_size=4, max_size=4))  # fmt: skip
def test_what_stood_in_a_sentence_stands_in_it_in_every_language(
    frame: str, values: list[str]
) -> None:
    sentence = frame.format(*values)
    assert say_refusal(sentence, frames=[frame]) == sentence
    with translation.override("en"):
        told = say_refusal(sentence, frames=[frame])
        assert all(value in told for value in values[: frame.count("{}")])


def test_what_a_jurist_wrote_himself_stays_as_he_wrote_it() -> None:
    with translation.override("en"):
        assert say_refusal("Dit mag alleen op dinsdag.") == "Dit mag alleen op dinsdag."
        assert str(NotAllowed("Dit is voor de functionaris voor gegevensbescherming.")).startswith("Dit")  # fmt: skip


@pytest.mark.django_db
def test_a_page_that_refuses_speaks_the_readers_language(
    rf: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "read_clock", lambda: NOW)
    request = rf.get("/personen/")  # type: ignore[attr-defined]
    request.session = Client().session
    setattr(request, CARRIED_AS, door.open_session_access(hold("mayor").account, moment=NOW))
    layer = RefusalMiddleware(lambda _: pytest.fail("not asked"))
    with translation.override("en"):
        answer = layer.process_exception(request, BudgetSpent(most=60))
    assert answer is not None
    assert answer.status_code == 429
    assert "You have seen data about 60 people in an hour." in answer.content.decode()  # type: ignore[attr-defined]
