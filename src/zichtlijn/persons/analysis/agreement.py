"""How two names, two dates and two places agree, each in one word."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from zichtlijn.persons.analysis.parsing import strip_glued
from zichtlijn.persons.analysis.spelling import derive_sounds
from zichtlijn.persons.terms import (
    Agreement,
    DateAgreement,
    GivenNames,
    PlaceAgreement,
    Reading,
)
from zichtlijn.privacy import measure_slips

SHORTEST_SLIP = 4
"""Letters; in shorter names one letter makes another name."""

SHORTEST_TWO_SLIPS = 8
FEMALE_ENDINGS = (
    ("ska", "ski"),
    ("cka", "cki"),
    ("zka", "zki"),
    ("owa", "ow"),
    ("ova", "ov"),
    ("sky", "ski"),
    ("cky", "cki"),
)
SHORTEST_BEGINNING = 3
"""Letters of a name cut short at its end (Redo of Redouan); at its beginning one more (Lando)."""

_ENDINGS = (
    "a e i o u y na ne ina ine ia ie ien je ke tje eke ske ette elle ella et ah iye nur can us"
)
ENDINGS_OF_ANOTHER = frozenset(_ENDINGS.split())
"""What makes of one name another's: Simon and Simone, Jan and Janna, Ayse and Aysenur."""

GENERATION_YEARS = 10
"""From this many years between two births a difference is no slip of the pen."""


class Double(NamedTuple):
    """How surnames agree, and what one has more than the other."""

    agreement: Agreement
    is_partial: bool  # one of the two has a second surname that the other lacks
    is_turned: bool  # the same two, in the other order


class Given(NamedTuple):
    """How given names agree, and by which names."""

    agreement: Agreement
    one: str
    other: str
    initials: int  # how many initials agree, where that is all there is
    contradicts: bool  # a further given name or initial says something else


def compare_given(one: Reading, other: Reading, *, given_names: GivenNames) -> Given:
    """Compare given names and initials; the first ones weigh, later ones may contradict."""
    if one.given and other.given:
        return _compare_full(one, other, given_names)
    first, second = (one, other) if one.given else (other, one)
    if first.given and second.initials:
        return _compare_with_initials(first, second, given_names)
    if one.initials and other.initials:
        shared = _count_shared(one.initials, other.initials)
        agrees = one.initials[0] == other.initials[0]
        contradicts = shared < min(len(one.initials), len(other.initials))
        kind = Agreement.INITIAL if agrees else Agreement.NONE
        return Given(kind, one.initials[0], other.initials[0], shared, contradicts)
    return Given(Agreement.NONE, "", "", 0, contradicts=False)


def compare_surnames(one: Reading, other: Reading) -> Double:
    """Compare surnames; of a double name either part may be missing, or stand first."""
    if not one.surnames or not other.surnames:
        return Double(Agreement.NONE, is_partial=False, is_turned=False)
    if len(one.surnames) == len(other.surnames) == 1:
        agreement = compare_surname(one.surnames[0], other.surnames[0])
        return Double(agreement, is_partial=False, is_turned=False)
    joined = compare_surname("".join(one.surnames), "".join(other.surnames))
    if joined is not Agreement.NONE:
        return Double(joined, is_partial=False, is_turned=False)
    return _compare_doubles(one.surnames, other.surnames)


@lru_cache(maxsize=400_000)
def compare_surname(one: str, other: str) -> Agreement:
    """Compare two surnames without particles.

    >>> compare_surname("meijer", "meyer").name, compare_surname("vandenberg", "berg").name
    ('SPELLING', 'SAME')
    """
    if one == other:
        return Agreement.SAME
    # of one side only: Benali is Ali without its particle, and so is Bouali
    ways = [(one, other)]
    ways += [(rest, other) for rest in strip_glued(one)]
    ways += [(one, rest) for rest in strip_glued(other)]
    if any(a == b for a, b in ways):
        return Agreement.SAME
    ways += [(_without_ending(a), _without_ending(b)) for a, b in ways]
    if any(_sound_alike(a, b) for a, b in ways):
        return Agreement.SPELLING
    return Agreement.SLIP if any(_is_slip(a, b) for a, b in ways) else Agreement.NONE


def compare_given_name(one: str, other: str, *, given_names: GivenNames) -> Agreement:
    """Compare two full given names; two names that both exist are never a slip of each other."""
    if one == other:
        return Agreement.SAME
    listed = _compare_by_list(one, other, given_names)
    if listed is Agreement.NONE and _sound_alike(one, other):
        return Agreement.SPELLING
    if listed is not Agreement.NONE or (given_names.knows(one) and given_names.knows(other)):
        return listed
    if _differs_in_last_vowel(one, other):
        return Agreement.NONE
    if _is_shortened(one, other):
        return Agreement.SHORTENED
    return Agreement.SLIP if _is_slip(one, other) else Agreement.NONE


def compare_dates(one: date | None, other: date | None) -> DateAgreement:
    """Compare two birth dates.

    >>> compare_dates(date(1990, 3, 4), date(1990, 4, 3)).name
    'SWAPPED'
    """
    if one is None or other is None:
        return DateAgreement.UNKNOWN
    if one == other:
        is_office_day = _is_first_of_january(one)
        return DateAgreement.SAME_FIRST_OF_JANUARY if is_office_day else DateAgreement.SAME
    if _is_first_of_january(one) and _is_first_of_january(other):
        return DateAgreement.DIFFERENT  # of a day that an office gave only the year tells anything
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return DateAgreement.SWAPPED
    if one.year == other.year and (_is_first_of_january(one) or _is_first_of_january(other)):
        return DateAgreement.OFFICE_DAY
    is_slip = _differs_by_one_digit(one, other) or _is_next_to(one, other)
    return DateAgreement.SLIP if is_slip else DateAgreement.DIFFERENT


def compare_places(one: str | None, other: str | None) -> PlaceAgreement:
    """Compare two municipalities, whatever their capitals."""
    if not one or not other:
        return PlaceAgreement.UNKNOWN
    same = one.strip().casefold() == other.strip().casefold()
    return PlaceAgreement.SAME if same else PlaceAgreement.DIFFERENT


def _compare_by_list(one: str, other: str, given_names: GivenNames) -> Agreement:
    nobody: frozenset[int] = frozenset()
    spelt_one = given_names.spellings.get(one, nobody)
    spelt_other = given_names.spellings.get(other, nobody)
    if spelt_one & spelt_other:
        return Agreement.SPELLING
    if spelt_one & given_names.short_forms.get(other, nobody):
        return Agreement.SHORT_FORM
    if spelt_other & given_names.short_forms.get(one, nobody):
        return Agreement.SHORT_FORM
    return Agreement.NONE


def _sound_alike(one: str, other: str) -> bool:
    return not derive_sounds(one).isdisjoint(derive_sounds(other))


def _compare_full(one: Reading, other: Reading, given_names: GivenNames) -> Given:
    best = min(
        (
            (compare_given_name(a, b, given_names=given_names), i + j, i, j)
            for i, a in enumerate(one.given)
            for j, b in enumerate(other.given)
        ),
        key=lambda found: (found[0], found[1]),
    )
    agreement, _, i, j = best
    rest_one = [name for at, name in enumerate(one.given) if at != i]
    rest_other = [name for at, name in enumerate(other.given) if at != j]
    contradicts = bool(rest_one and rest_other) and not any(
        compare_given_name(a, b, given_names=given_names) < Agreement.INITIAL
        for a in rest_one
        for b in rest_other
    )
    # a first name against a second one says less when both have their own first name
    contradicts |= i != j and bool(rest_one and rest_other)
    contradicts |= _initials_contradict(rest_one, other.initials)
    contradicts |= _initials_contradict(rest_other, one.initials)
    return Given(agreement, one.given[i], other.given[j], 0, contradicts)


def _initials_contradict(names: list[str], initials: tuple[str, ...]) -> bool:
    return bool(names and initials) and not any(name[0] in initials for name in names)


def _compare_with_initials(full: Reading, short: Reading, given_names: GivenNames) -> Given:
    letters = [_first_letters(name, given_names) for name in full.given]
    agrees = short.initials[0] in letters[0]
    shared = sum(
        initial in possible for initial, possible in zip(short.initials, letters, strict=False)
    )
    contradicts = shared < min(len(short.initials), len(letters))
    kind = Agreement.INITIAL if agrees else Agreement.NONE
    return Given(kind, full.given[0], short.initials[0], shared, contradicts)


def _first_letters(name: str, given_names: GivenNames) -> set[str]:
    """Return the initials somebody of this name may have; Henk may be H., Bert G. of Gijsbert."""
    formal = {given_names.written[number] for number in given_names.short_forms.get(name, ())}
    formal |= {given_names.written[number] for number in given_names.spellings.get(name, ())}
    return {name[0]} | {spelling[0] for spelling in formal}


def _count_shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


def _compare_doubles(one: tuple[str, ...], other: tuple[str, ...]) -> Double:
    pairs = sorted(
        (compare_surname(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other)
    )
    used_one: dict[int, int] = {}
    worst = Agreement.SAME
    for agreement, i, j in pairs:
        if agreement is Agreement.NONE or i in used_one or j in used_one.values():
            continue
        used_one[i] = j
        worst = max(worst, agreement)
    if not used_one:
        return Double(Agreement.NONE, is_partial=False, is_turned=False)
    left_one, left_other = len(one) - len(used_one), len(other) - len(used_one)
    if left_one and left_other:
        return Double(Agreement.NONE, is_partial=False, is_turned=False)
    turned = any(i != j for i, j in used_one.items()) and not (left_one or left_other)
    return Double(worst, bool(left_one or left_other), turned)


def _is_slip(one: str, other: str) -> bool:
    shortest, longest = sorted((len(one), len(other)))
    if longest < SHORTEST_SLIP or shortest < SHORTEST_SLIP - 1:
        return False
    most = 2 if shortest >= SHORTEST_TWO_SLIPS else 1
    return measure_slips(one, other, most=most) <= most


def _is_shortened(one: str, other: str) -> bool:
    """Return whether one is the beginning or the end of the other, and not another's name."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST_BEGINNING or len(longer) < len(shorter) + 2:
        return False
    if longer.startswith(shorter):
        return longer.removeprefix(shorter) not in ENDINGS_OF_ANOTHER
    return len(shorter) > SHORTEST_BEGINNING and longer.endswith(shorter)


def _differs_in_last_vowel(one: str, other: str) -> bool:
    """Return whether only a last vowel parts them: Amin and Amina are brother and sister."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) == len(shorter) + 1:
        return longer.startswith(shorter) and longer[-1] in "aeio"
    return (
        len(one) == len(other)
        and one[:-1] == other[:-1]
        and {one[-1], other[-1]} <= set("aeiou")
        and {one[-1], other[-1]} != {"o", "u"}
    )


def _without_ending(surname: str) -> str:
    for ending, instead in FEMALE_ENDINGS:
        if surname.endswith(ending):
            return surname.removesuffix(ending) + instead
    return surname


def _is_first_of_january(day: date) -> bool:
    return (day.day, day.month) == (1, 1)


def _is_next_to(one: date, other: date) -> bool:
    """Return whether a day or exactly a year lies between: 1989 for 1990, the 9th for the 10th."""
    same_day = (one.day, one.month) == (other.day, other.month)
    return abs((one - other).days) == 1 or (same_day and abs(one.year - other.year) == 1)


def _differs_by_one_digit(one: date, other: date) -> bool:
    if abs(one.year - other.year) >= GENERATION_YEARS:
        return False
    written, against = f"{one:%Y%m%d}", f"{other:%Y%m%d}"
    differ = [at for at in range(8) if written[at] != against[at]]
    if len(differ) == 1:
        return True
    is_exchange = len(differ) == 2 and differ[1] == differ[0] + 1
    return (
        is_exchange
        and written[differ[0]] == against[differ[1]]
        and (written[differ[1]] == against[differ[0]])
    )
