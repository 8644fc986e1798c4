"""What an index cannot be built from, told in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.faults import Fault, FaultsFound

SOME = 8  # names that a sentence holds


class CannotBuild(FaultsFound, ValueError):
    """The framework, the values or the options are wrong; `faults` holds every reason.

    A ValueError too, so that a script that knows nothing of this package can catch it.
    """


def refuse(faults: Iterable[Fault]) -> None:
    """Raise CannotBuild with these faults; nothing for none."""
    faults = tuple(faults)
    if faults:
        raise CannotBuild(faults)


def some(names: Iterable[object]) -> str:
    """ "A, B, C", at most SOME of them, and how many more there are."""
    words = [str(name) for name in names]
    more = len(words) - SOME
    return ", ".join(words[:SOME]) + (f" and {more:,} more" if more > 0 else "")
