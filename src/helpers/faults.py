"""What is wrong with the input, told in sentences, all of it at once.

A reader or a check collects ``Fault`` rows and raises one ``FaultsFound`` with
all of them, so that a person mends a file in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

BEGINNING = 3  # letters from which the beginning of a name tells what was meant
FEW = 3  # equal faults that are still told line by line, and names that a sentence holds


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one place.

    file: name of the file, as the user knows it; "" where there is none.
    line: 1-based line in the file; None where a line means nothing.
    column: name of the column or field; "" where there is none.
    found: what stands there, as a sentence without its full stop.
    allowed: what may stand there; "" where `todo` says it all.
    todo: what to do.
    """

    file: str
    line: int | None
    column: str
    found: str
    allowed: str = ""
    todo: str = ""

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                self.file,
                f"line {self.line}" if self.line is not None else "",
                f"column {self.column}" if self.column else "",
            )
            if part
        )
        words = [f"{place}: {self.found}." if place else f"{self.found}."]
        if self.allowed:
            words.append(f"Allowed: {self.allowed}.")
        if self.todo:
            words.append(self.todo if self.todo.endswith("?") else f"{self.todo}.")
        return " ".join(words)


class FaultsFound(Exception):
    """The input cannot be used; `faults` holds every reason (never empty).

    rest: what could be made of it all the same, so that a check of one file can go on and tell
    what is wrong further on, too; None where that makes no sense. Never a result.
    """

    def __init__(self, faults: Iterable[Fault], rest: Any = None):
        self.faults = tuple(faults)
        self.rest = rest
        if not self.faults:
            raise ValueError("FaultsFound needs at least one fault")
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self):
        """So that it comes whole out of another process: pickle would hand on the message."""
        return type(self), (self.faults,)


def grouped(faults: Iterable[Fault]) -> list[Fault]:
    """Faults that differ in nothing but their line as one, which says how many they are.

    Up to FEW of one sort stay as they are: their lines say more. All in the order of the first.
    """
    lines: dict[Fault, list[int | None]] = {}
    for fault in faults:
        lines.setdefault(replace(fault, line=None), []).append(fault.line)
    told = []
    for fault, places in lines.items():
        known = [line for line in places if line is not None]
        if len(places) > FEW:
            first = f", first in line {known[0]}" if known else ""
            words = f"{fault.found} ({len(places):,} times{first})"
            fault = replace(fault, found=words)
            told.append(fault)
        else:
            told += [replace(fault, line=line) for line in places]
    return told


def few(names: Sequence[str]) -> str:
    """ "a, b, c", at most FEW of them; dots stand for the others."""
    return ", ".join([*names[:FEW], *(["..."] if len(names) > FEW else [])])


def nearest(word: str, known: Iterable[str]) -> str:
    """Up to three known names nearest to `word`, or that begin with it where none is near, as
    "Did you mean a, b?"; "" where there is neither."""
    known = list(known)
    names = get_close_matches(word, known, n=3, cutoff=0.6)
    if not names and len(word) >= BEGINNING:
        names = [name for name in known if name.startswith(word)][:3]
    return f"Did you mean {', '.join(names)}?" if names else ""
