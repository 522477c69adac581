"""The pick of a receiver that lies nearest to a moment and that no bang has taken yet."""

from numba import njit

from zichtlijn.fireworks.analysis.association.shapes import Heard


@njit(cache=True, nogil=True)
def find_first(heard: Heard, receiver: int, moment: float) -> int:
    """Return the first pick of the receiver at or after the moment."""
    low = heard.starts[receiver]
    high = heard.starts[receiver + 1]
    while low < high:
        middle = (low + high) // 2
        if heard.at[middle] < moment:
            low = middle + 1
        else:
            high = middle
    return int(low)


@njit(cache=True, nogil=True)
def find_nearest(heard: Heard, receiver: int, moment: float, gate: float) -> int:
    """Return the free pick nearest to the moment within the gate, -1 where there is none."""
    after = find_first(heard, receiver, moment)
    best = -1
    closest = gate
    for i in range(after, heard.starts[receiver + 1]):
        if heard.at[i] - moment > closest:
            break
        if not heard.used[i]:
            best = i
            closest = heard.at[i] - moment
            break
    for i in range(after - 1, heard.starts[receiver] - 1, -1):
        if moment - heard.at[i] > closest:
            break
        if not heard.used[i]:
            best = i
            break
    return best


@njit(cache=True, nogil=True)
def is_heard(heard: Heard, receiver: int, moment: float, gate: float) -> bool:
    """Return whether a free pick of the receiver lies within the gate."""
    for i in range(find_first(heard, receiver, moment - gate), heard.starts[receiver + 1]):
        if heard.at[i] > moment + gate:
            return False
        if not heard.used[i]:
            return True
    return False
