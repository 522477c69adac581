"""Read a name as somebody wrote it, in whatever order, in every way that makes sense."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zichtlijn.persons.analysis.spelling import make_plain
from zichtlijn.persons.terms import GivenNames, Reading

_PARTICLES = """
    van von de der den dem des het ter ten te op in aan bij uit uyt onder over voor tot la le
    ech
    les du da di do dos das del della el al es ez ed as ar ould oulad bin ibn ben bent ait
    abou abu bou vd vh vdr zu zur vanden vander vande vant opt int opden opde inden
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Words before a surname that are moved, dropped and given capitals more than any others."""

ALSO_NAMES = frozenset({"ben", "ed", "al", "bin", "do", "di", "es", "as", "ar", "ez"})
"""Particles that are somebody's given name as well, where no longer name stands beside them."""

FAMILY = frozenset({"ben", "bin", "ibn", "bou", "ait", "oulad", "ould", "abou", "abu"})
"""Particles that are half the name: Ben Ali is Benali, and not Bouali."""

_FIXED = "tjon lie chin tjin lo sang ho fo tjoe njon tjong tjauw loe sjak"
_AHEAD_OF_A = frozenset(_FIXED.split())

_SHORT_PARTICLES = frozenset({"v", "d", "vd"})

_GLUED = "vanden vander vande vant opden opde inden ten ter den der van el al ben bou ait de"
_BEFORE_CHINESE = "tjona tjonga tjina china liea loea sanga tjoea njona tjauwa sjaka"
GLUED = (*_GLUED.split(), *_BEFORE_CHINESE.split())
"""Particles as they are written fast to the name."""

_TITLES_WRITTEN = """
    dhr heer mevr mevrouw mw mej mejuffrouw meneer mr mrs ms dr drs ir ing prof bc ba ma msc
    llm jr sr junior senior jhr jkvr weduwe wed de_heer
"""
_TITLES = frozenset(_TITLES_WRITTEN.split())
_PARTNER = re.compile(
    r"\b(?:e\s*[/.]\s*v\.?|geb(?:oren)?\.?|echtg(?:enote|enoot)?\.?(?:\s+van)?|gehuwd\s+met"
    r"|gesch\.?|wed(?:uwe)?\.?\s+van|weduwe)(?=\s|$)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\bv\s*[./]\s*d\b\.?(?:\s*[./]\s*)?", re.IGNORECASE)
_INITIALS = re.compile(r"^(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]?$")
_LARGEST_UNDOTTED = 4
_VOWELS = frozenset("aeiouy")


class _Token(NamedTuple):
    """A word of a name; `part` is the side of the comma, None where there is none."""

    plain: str
    kind: str  # "word", "particle" or "initials"
    letters: tuple[str, ...]  # of initials
    is_shouted: bool  # all capitals where other words are not
    is_joined: bool  # stands after a hyphen


def read_name(full_name: str, *, given_names: GivenNames) -> tuple[Reading, ...]:
    """Return the ways in which a name can be read, the likeliest first; none where it is empty.

    >>> from zichtlijn.persons.terms import GivenNames
    >>> nobody = GivenNames({}, {}, {})
    >>> read_name("Berg, J.P. van den", given_names=nobody)
    (Reading(given=(), initials=('j', 'p'), surnames=('berg',), particles=('van', 'den')),)
    """
    cleaned = _SLASHED.sub(" van de ", _PARTNER.sub(" - ", full_name.replace("’", "'")))
    before, comma, after = cleaned.partition(",")
    if comma and _are_particles(after) and len(before.split()) > 1:
        # Taeke Haan, de: as in an index, with the given name ahead
        ahead, _, surname = before.rstrip().rpartition(" ")
        before = f"{ahead} {after} {surname}"
    elif comma and after.strip():
        return _read_parted(before, after)
    tokens = _settle_names(_cut(before), alone=False)
    names = [token for token in tokens if token.kind != "particle"]
    if not names:
        return ()
    readings = _read_whole(tokens, names, given_names)
    particles = _list_particles(tokens)
    return tuple(dict.fromkeys(r._replace(particles=particles) for r in readings))


@lru_cache(maxsize=100_000)
def strip_glued(surname: str) -> tuple[str, ...]:
    """Return a surname without the particle that was written fast to it, in each way.

    >>> strip_glued("vandenberg")
    ('denberg', 'berg')
    """
    parts = [part for part in GLUED if surname.startswith(part)]
    if parts and parts[0] in ("vanden", "vander"):
        parts = [parts[0], "van"]
    rests = [surname.removeprefix(part) for part in parts]
    return tuple(sorted({rest for rest in rests if len(rest) >= 3}, key=len, reverse=True))


def _are_particles(text: str) -> bool:
    tokens = _cut(text)
    return bool(tokens) and all(token.kind == "particle" for token in tokens)


def _read_parted(before: str, after: str) -> tuple[Reading, ...]:
    left, right = _glue_all(_cut(before)), _settle_names(_cut(after), alone=True)
    surnames = [token.plain for token in left if token.kind != "particle"]
    if surnames and len(right) > 1 and right[-1].plain in FAMILY:
        # Said, Khadija Oulad: what is half the surname came behind with the particles
        surnames[0] = right.pop().plain + surnames[0]
    rest = [token for token in right if token.kind != "particle"]
    if not surnames:
        surnames = [token.plain for token in rest if token.kind == "word"][-1:]
    return (_make(rest, surnames, particles=[*left, *right]),)


def _read_whole(
    tokens: list[_Token], names: list[_Token], given_names: GivenNames
) -> list[Reading]:
    words = [token for token in names if token.kind == "word"]
    initials = [token for token in names if token.kind == "initials"]
    if not words:
        return [_make(initials, [])]
    if initials:
        return _read_with_initials(tokens, words, initials, given_names)
    if len(words) == 1:
        return [_make([], [words[0].plain]), _make(words, [])]
    shouted = [word for word in words if word.is_shouted]
    if shouted and len(shouted) < len(words):
        return [_make([w for w in words if not w.is_shouted], [w.plain for w in shouted])]
    return _order_readings(tokens, words, given_names)


def _read_with_initials(
    tokens: list[_Token], words: list[_Token], initials: list[_Token], given_names: GivenNames
) -> list[Reading]:
    """Initials are given names; a known given name right beside them may be one too."""
    all_surnames = _make(initials, [word.plain for word in words])
    if len(words) == 1:
        return [all_surnames]
    first, last = words[0], words[-1]
    named_first = _make([first, *initials], [word.plain for word in words[1:]])
    named_last = _make([last, *initials], [word.plain for word in words[:-1]])
    if tokens[0] is first and given_names.knows(first.plain):
        return [named_first, all_surnames]
    if given_names.knows(last.plain) and not given_names.knows(first.plain):
        return [all_surnames, named_last]
    return [all_surnames, named_first]


def _order_readings(
    tokens: list[_Token], words: list[_Token], given_names: GivenNames
) -> list[Reading]:
    """Given names first, or surname first; the particle and the names that exist tell which."""
    particle = next((at for at, token in enumerate(tokens) if token.kind == "particle"), None)
    if particle is not None and 0 < particle < len(tokens) - 1:
        start = particle - 1 if tokens[particle].is_joined and particle > 1 else particle
        ahead = [t for t in tokens[:start] if t.kind == "word"]
        behind = [t for t in tokens[start:] if t.kind == "word"]
        if behind and ahead:
            western = _make(ahead, [token.plain for token in behind])
            # Berg van den Jan: what stands before the particle is the surname
            turned = _make(behind, [token.plain for token in ahead])
            return _prefer([western], [turned], ahead[0], behind[-1], given_names)
    if particle == 0:
        first = [_make(words[1:], [words[0].plain])]
        double = [_make(words[2:], [word.plain for word in words[:2]])] if len(words) > 2 else []
        return [*first, *double, *_western(words)]
    return _prefer(_western(words), _turned(words), words[0], words[-1], given_names)


def _prefer(
    western: list[Reading],
    turned: list[Reading],
    first: _Token,
    last: _Token,
    given_names: GivenNames,
) -> list[Reading]:
    knows_first, knows_last = given_names.knows(first.plain), given_names.knows(last.plain)
    if knows_first and not knows_last:
        return western
    if knows_last and not knows_first:
        return [*turned, *western]
    return [*western, *turned]


def _western(words: list[_Token]) -> list[Reading]:
    """Jan Pieter Jansen; a hyphen makes the last two one double name."""
    double = _start_of_double(words)
    readings = [_make(words[:double], [word.plain for word in words[double:]])]
    if double == len(words) - 1 and len(words) > 2 and not words[1].is_joined:
        readings.append(_make(words[:-2], [word.plain for word in words[-2:]]))
    return readings


def _turned(words: list[_Token]) -> list[Reading]:
    """Jansen Jan Pieter."""
    is_double = len(words) > 2 and words[1].is_joined
    end = 2 if is_double else 1
    return [_make(words[end:], [word.plain for word in words[:end]])]


def _start_of_double(words: list[_Token]) -> int:
    start = len(words) - 1
    while start > 1 and words[start].is_joined:
        start -= 1
    return start


def _settle_names(tokens: list[_Token], *, alone: bool) -> list[_Token]:
    """Let Ben and Ed be given names where they cannot be a part of a surname.

    `alone`: these stand behind a comma, so the surname is elsewhere.
    """
    words = sum(token.kind == "word" for token in tokens)
    settled = list(tokens)
    if alone and not any(token.kind != "particle" for token in tokens):
        # Turan, d.
        return [t._replace(kind="initials", letters=(t.plain[0],)) for t in tokens[:1]]
    for at, token in enumerate(tokens):
        is_first_of_few = at == 0 and words <= 1
        if token.plain in ALSO_NAMES and token.kind == "particle":
            if is_first_of_few or (alone and words == 0):
                settled[at] = token._replace(kind="word")
            break
    return settled


def _list_particles(tokens: list[_Token]) -> tuple[str, ...]:
    return tuple(token.plain for token in tokens if token.kind == "particle")


def _make(given: list[_Token], surnames: list[str], *, particles: Sequence[_Token] = ()) -> Reading:
    full = tuple(token.plain for token in given if token.kind == "word")
    letters = tuple(
        letter for token in given if token.kind == "initials" for letter in token.letters
    )
    return Reading(full, letters, tuple(dict.fromkeys(surnames)), _list_particles([*particles]))


def _cut(text: str) -> list[_Token]:
    shouting = _some_words_are_not_shouted(text)
    tokens: list[_Token] = []
    joined = False
    for raw in re.findall(r"[^\W\d_'][\w'.]*(?:-(?=[^\W\d_]\.)[\w'.]*)*|'[tTsS]\b|-", text):
        if raw == "-":
            joined = bool(tokens)
            continue
        token = _tell(raw, shouting=shouting, joined=joined)
        if token:
            tokens.append(token)
            joined = joined and token.kind == "particle"
    return _glue(tokens)


def _glue(tokens: list[_Token]) -> list[_Token]:
    """Make one word of what is one name: Ben Ali, Ait Hamou, Tjon A Fat."""
    glued: list[_Token] = []
    for at, token in enumerate(tokens):
        last = glued[-1] if glued else None
        is_family = last is not None and last.kind == "particle" and last.plain in FAMILY
        is_fixed = last is not None and last.plain.rstrip("a") in _AHEAD_OF_A
        if (
            last
            and token.kind == "word"
            and (
                (is_family and (at > 1 or len(tokens) > 2))
                or (is_fixed and last.plain.endswith("a"))
            )
        ):
            glued[-1] = token._replace(plain=last.plain + token.plain, is_joined=last.is_joined)
        elif last and token.plain == "a" and last.plain in _AHEAD_OF_A:
            glued[-1] = last._replace(plain=f"{last.plain}a")
        else:
            glued.append(token)
    return glued


def _glue_all(tokens: list[_Token]) -> list[_Token]:
    """Glue before a comma, where Ben can be nobody's given name."""
    if len(tokens) == 2 and tokens[0].plain in FAMILY and tokens[1].kind == "word":
        return [tokens[1]._replace(plain=tokens[0].plain + tokens[1].plain)]
    return tokens


def _tell(raw: str, *, shouting: bool, joined: bool) -> _Token | None:
    plain = make_plain(raw)
    if not plain or plain in _TITLES:
        return None
    is_short = plain in _SHORT_PARTICLES and raw.islower()
    if is_short or raw.startswith("'") or plain in PARTICLES:
        return _Token(plain, "particle", (), is_shouted=False, is_joined=joined)
    if _INITIALS.match(raw) or len(plain) == 1 or _is_undotted(raw, plain, shouting=shouting):
        letters = [make_plain(part)[:1] for part in re.split(r"[.\-]", raw) if part]
        if "." not in raw and len(plain) > 1:
            letters = list(plain)
        return _Token(plain, "initials", tuple(letters), is_shouted=False, is_joined=joined)
    is_shouted = shouting and raw.isupper()
    return _Token(plain, "word", (), is_shouted=is_shouted, is_joined=joined)


def _is_undotted(raw: str, plain: str, *, shouting: bool) -> bool:
    """Return whether these capitals are initials: JP, AMH; in a shouted name only without vowel."""
    if not raw.isupper() or len(plain) > _LARGEST_UNDOTTED:
        return False
    has_vowel = not _VOWELS.isdisjoint(plain)
    return (shouting and len(plain) <= 2) or not has_vowel


def _some_words_are_not_shouted(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]{3,}", text) if word.lower() not in PARTICLES]
    return any(not word.isupper() for word in words)
