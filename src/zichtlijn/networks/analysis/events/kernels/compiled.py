"""How the loops are compiled."""

from collections.abc import Callable
from typing import TypeVar

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def kernel(function: Function) -> Function:
    """Compile a loop that makes no arrays of its own.

    Counting references to every array of a named tuple at every call made the sweep six times
    slower; a function that only reads and writes what it is given needs no such counting.
    """
    compiled: Function = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)(function)
    return compiled


def making_kernel(function: Function) -> Function:
    """Compile a loop that makes arrays."""
    compiled: Function = njit(cache=True, nogil=True, error_model="numpy")(function)
    return compiled
