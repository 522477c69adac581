"""One name for a group through all windows in which it is itself."""

from collections.abc import Sequence

OVERLAP = 0.3  # Greene, Doyle, Cunningham 2010, doi 10.1109/ASONAM.2010.17
SILENT_WINDOWS = 3  # so many windows unseen, and a like group is a new one


def name_groups(windows: Sequence[Sequence[frozenset[int]]]) -> list[list[str]]:
    """Name the groups of successive windows: g001, g002, ... in order of appearance.

    A group takes the name of the likest earlier group with a Jaccard overlap of at least
    0.3 that was last seen at most four windows ago; the largest overlap chooses first and
    no name is given twice in a window. A name is never given to another group later.

    >>> name_groups([[frozenset({1, 2, 3})], [], [frozenset({7, 8, 9}), frozenset({1, 2, 4})]])
    [['g001'], [], ['g002', 'g001']]
    """
    known: dict[str, tuple[int, frozenset[int]]] = {}  # window last seen, and its people then
    named = []
    for window, groups in enumerate(windows):
        names = _find_names(groups, known, window)
        for place, people in enumerate(groups):
            name = names.setdefault(place, f"g{len(known) + 1:03d}")
            known[name] = (window, people)
        named.append([names[place] for place in range(len(groups))])
    return named


def _find_names(
    groups: Sequence[frozenset[int]], known: dict[str, tuple[int, frozenset[int]]], window: int
) -> dict[int, str]:
    """Give known names to groups, the largest overlap first."""
    held: dict[int, list[str]] = {}
    for name, (seen, people) in known.items():
        if window - seen <= SILENT_WINDOWS + 1:
            for person in people:
                held.setdefault(person, []).append(name)
    options = []
    for place, people in enumerate(groups):
        near = sorted({name for person in people for name in held.get(person, ())})
        for name in near:
            overlap = len(people & known[name][1]) / len(people | known[name][1])
            if overlap >= OVERLAP:
                options.append((-overlap, name, place))
    names: dict[int, str] = {}
    for _, name, place in sorted(options):
        if place not in names and name not in names.values():
            names[place] = name
    return names
