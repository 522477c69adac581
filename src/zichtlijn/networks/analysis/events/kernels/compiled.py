"""How the loops are compiled."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}
Function = TypeVar("Function", bound=Callable[..., object])


def kernel(function: Function) -> Function:
    """Compile a loop that makes no arrays of its own.

    Counting references to every array of a named tuple at every call made the sweep six times
    slower; a function that only reads and writes what it is given needs no such counting.
    """
    without_counting: dict[str, Any] = {**OPTIONS, "_nrt": False}
    return cast("Function", njit(**without_counting)(function))


def making_kernel(function: Function) -> Function:
    """Compile a loop that makes arrays."""
    return cast("Function", njit(**OPTIONS)(function))
