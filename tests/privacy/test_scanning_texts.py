"""The scanner of free text: what it finds, what it leaves alone, and how well."""

# a seeded slip of the pen, no secret
# ruff: noqa: S311

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.classed_texts import list_class_mistakes, read_classed_texts, score_classes
from tests.privacy.marked_texts import (
    EITHER,
    list_mistakes,
    read_marked,
    read_marked_texts,
    score,
)

from zichtlijn.privacy.analysis.texts.numbers import passes_eleven_test
from zichtlijn.privacy.analysis.texts.patterns import WrongPattern, read_pattern
from zichtlijn.privacy.analysis.texts.typos import TypoIndex, measure_slips
from zichtlijn.privacy.analysis.texts.words import cut_words
from zichtlijn.privacy.reports import scan_text, suggest_instead
from zichtlijn.privacy.terms.texts import LONGEST_FINDING, SUGGESTIONS, Category

TEXTS = Path(__file__).parent / "texts"
SETS = sorted(TEXTS.glob("*.txt"))
CLASSED = sorted(TEXTS.glob("*.csv"))


def _found(text: str) -> list[tuple[str, str]]:
    return [(str(f.category), text[f.start : f.end]) for f in scan_text(text)]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_nine_in_ten_disclosures_are_found_and_nine_in_ten_findings_are_right(path: Path) -> None:
    scored = score(read_marked_texts(path), scan_text)
    print(path.stem, scored, f"recall {scored.recall:.3f} precision {scored.precision:.3f}")
    assert scored.texts > 100
    assert scored.wanted > 50
    assert scored.recall >= 0.95
    assert scored.precision >= 0.93


@pytest.mark.parametrize("path", CLASSED, ids=lambda path: path.stem)
def test_what_other_hands_wrote_is_told_as_well(path: Path) -> None:
    scored = score_classes(read_classed_texts(path), scan_text)
    print(path.stem, scored, f"recall {scored.recall:.3f} precision {scored.precision:.3f}")
    assert scored.texts >= 200
    assert scored.wanted.total() > 100
    assert set(scored.wanted) == set(Category)
    assert scored.recall >= 0.93
    assert scored.precision >= 0.93


def test_every_category_is_tried_in_every_set() -> None:
    assert len(SETS) >= 3
    for path in SETS:
        tried = {finding.category for text in read_marked_texts(path) for finding in text.findings}
        assert tried == set(Category)


def test_a_slip_of_the_pen_hides_little() -> None:
    rng = Random(1)
    tried, found, hidden = 0, 0, []
    for path in SETS:
        for text, findings in read_marked_texts(path):
            for finding in findings:
                words = text[finding.start : finding.end].split()
                long = [word for word in words if len(word) >= 6 and word.isalpha()]
                if not long or finding.category is Category.BSN:
                    continue
                word = max(long, key=len)
                slipped = _slip(word, rng)
                told = {other.category for other in scan_text(text.replace(word, slipped))}
                wanted = EITHER if finding.category in EITHER else {finding.category}
                tried, found = tried + 1, found + bool(told & wanted)
                hidden += [] if told & wanted else [slipped]
    print(f"{found} of {tried} found with a slip; hidden: {hidden[:10]}")
    assert tried > 300
    assert found / tried >= 0.90


def _slip(word: str, rng: Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + rng.choice("aeionrst") + word[at + 1 :],
        )
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bij de Turkse bakker.", []),
        ("De Turkse bakker werd boos.", [("ethnicity", "Turkse")]),
        ("Poolse buurman", [("ethnicity", "Poolse")]),
        ("Duitse herder, Chinees vuurwerk, Poolse supermarkt", []),
        ("Marokkoplein, Indische Buurt, Toko Suriname", []),
        ("volgens melder Marokkanen", [("ethnicity", "Marokkanen")]),
        ("is uit Irak gevlucht", [("nationality", "uit Irak gevlucht")]),
        ("jongen zit aan de ritalin", [("health", "zit aan de ritalin")]),
        ("Syrische vluchteling", [("nationality", "Syrische vluchteling")]),
        ("mevrouw De Turk en de heer Pool", []),
        ("a.d.h.d. en m0cro", [("health", "a.d.h.d"), ("ethnicity", "m0cro")]),
        ("", []),
    ],
)
def test_the_examples_of_the_page_come_out_as_it_says(
    text: str, told: list[tuple[str, str]]
) -> None:
    assert _found(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("bsn 111222333", ["111222333"]),
        ("BSN: 111.22.2333", ["111.22.2333"]),
        ("pas met 123456782 erop", ["123456782"]),
        ("pas met 123456789 erop", []),
        ("bsn 123456789", ["123456789"]),
        ("zaaknummer 123456782", []),
        ("tel. 0612345678", []),
        ("NL91ABNA0417164300", []),
        ("ordernr: 111222333", []),
        ("€ 111.222.333", []),
    ],
)
def test_nine_digits_are_a_number_of_a_person_by_their_sum_or_their_name(
    text: str, told: list[str]
) -> None:
    assert [stretch for _, stretch in _found(text)] == told


def test_about_one_in_eleven_nine_digit_numbers_passes() -> None:
    passing = sum(passes_eleven_test(f"{number:09}") for number in range(100_000_000, 100_011_000))
    assert 950 <= passing <= 1050


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_and_findings_lie_inside_it(text: str) -> None:
    last = 0
    for finding in scan_text(text):
        assert last <= finding.start < finding.end <= len(text)
        assert finding.end - finding.start <= LONGEST_FINDING
        last = finding.end


@settings(max_examples=60, deadline=None)
@given(st.text("abcde", min_size=1, max_size=8), st.text("abcde", min_size=1, max_size=8))
def test_slips_are_counted_as_a_slow_twin_counts_them(one: str, other: str) -> None:
    assert measure_slips(one, other, most=9) == _count_slowly(one, other)


def _count_slowly(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    least = min(
        _count_slowly(one[1:], other) + 1 if len(one) > 1 else len(other) + (one[0] not in other),
        _count_slowly(one, other[1:]) + 1 if len(other) > 1 else len(one),
        _count_slowly(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        least = min(least, _count_slowly(one[2:], other[2:]) + 1)
    return least


@settings(max_examples=80, deadline=None)
@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_slips_are_symmetric_and_bounded(one: str, other: str) -> None:
    slips = measure_slips(one, other, most=9)
    assert slips == measure_slips(other, one, most=9)
    assert abs(len(one) - len(other)) <= slips <= max(len(one), len(other))
    assert (slips == 0) == (one == other)


def test_a_good_word_is_never_taken_for_another() -> None:
    index = TypoIndex(["moslim"], good_words={"muslin"})
    assert index.find_meant("moslin") == {"moslim"}
    assert index.find_meant("muslin") == set()
    assert index.find_meant("mos") == set()


def test_every_category_has_its_question_to_the_writer() -> None:
    assert set(SUGGESTIONS) == set(Category)
    for text in ("hij is homo", "zij heeft schulden", "hij spreekt Turks"):
        (finding,) = scan_text(text)
        said = suggest_instead(finding)
        assert said.endswith(".")
        assert text[finding.start : finding.end].lower() not in said.lower()


def test_a_pattern_that_cannot_be_read_is_refused() -> None:
    for line in ("..2 word", "word?", "[one] [two]", "one] [two"):
        with pytest.raises(WrongPattern):
            read_pattern(line)


def test_words_keep_their_place_in_the_text() -> None:
    text = "Zéér mooie dag, hè?\nnoooit   @iemand"
    assert all(text[word.start : word.end] == word.text for word in cut_words(text))


def test_the_mistakes_of_a_scanner_are_listed_both_ways() -> None:
    marked = read_marked("{health:adhd} en rust")
    assert list_mistakes([marked], lambda _: []) == ["missed health: adhd | adhd en rust"]
    assert score([marked], scan_text).found == 1


def test_a_hint_tells_only_where_nothing_is_told_plainly() -> None:
    assert _found("Zij moet elke euro omdraaien.") == [("benefit_debt", "elke euro omdraaien")]
    found = _found("Zij zit in de bijstand, moet elke euro omdraaien.")
    assert [category for category, _ in found] == ["benefit_debt"]
    assert "bijstand" in found[0][1]


def test_a_word_cut_short_is_the_one_word_that_begins_so() -> None:
    assert _found("bewoner is streng geref., wil niet") == [("religion", "streng geref")]
    assert _found("ging naar huis. daarna rustig") == []


def test_a_name_of_somebody_or_of_a_house_tells_nothing() -> None:
    for text in (
        "B. Turk deed aangifte",
        "dhr. De Jood belde terug",
        "Wijkagent Christen kijkt mee",
        "Vechtpartij voor café De Pool",
        "Overlast in de Monnikenstraat",
        "Kees de Pool en Ali Turk",
    ):
        assert _found(text) == [], text


def test_what_the_same_words_tell_twice_is_one_finding() -> None:
    found = _found("Jongen is blijven zitten in 3 havo.")
    assert found == [("school_record", "is blijven zitten in 3 havo")]
    assert len(_found("hij heeft ADHD en slikt medicatie")) >= 1


def test_mistakes_in_classes_are_listed_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("text,classes,also_right\nadhd en rust,health,\nrust,,\n", encoding="utf-8")
    texts = read_classed_texts(path)
    assert list_class_mistakes(texts, lambda _: []) == ["missed health | adhd en rust"]
    wrong = list_class_mistakes(texts, lambda _: scan_text("hij is homo"))
    assert any(line.startswith("wrong sexual_orientation") for line in wrong)
    silent = score_classes(texts, lambda _: [])
    assert (silent.recall, silent.wanted.total()) == (0.0, 1)
