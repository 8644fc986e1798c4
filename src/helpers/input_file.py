"""The bytes of a file from anywhere, before anything is made of them: bounded, and without signs
that hide what stands there."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.faults import Fault, FaultsFound

LARGEST = 20 * 2**20  # bytes; the largest table at hand has 3 million
MOST_LINES = 200_000
LONGEST_LINE = 1_000_000  # bytes
# Control characters, and signs that reorder what a reader sees: the file then shows another
# number or name than it holds. Tabs and line ends are none of them.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def bytes_of(path: Path, *, file: str, within: Path | None = None) -> bytes:
    """The bytes of a file that people gave.

    file: what a fault calls it. within: the folder that it must lie in, whatever links say.
    Raises FaultsFound for what is no file (a folder, a device), too large, outside, unreadable.
    """

    def refused(found: str, allowed: str = "", todo: str = "") -> FaultsFound:
        return FaultsFound([Fault(file, None, "", found, allowed, todo)])

    try:
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            found = f"the file leads out of the folder {within.name}"
            raise refused(found, todo=f"Put the file itself into {within.name}")
        if path.exists() and not path.is_file():
            raise refused("this is no file", "a file")
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except (OSError, ValueError, RuntimeError) as error:  # a NUL in its name; a ring of links
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(f"the file cannot be read ({reason})") from None
    if len(content) > LARGEST:
        raise refused(f"the file has more than {LARGEST:,} bytes", f"at most {LARGEST:,} bytes")
    return content


def refuse_boundless(content: bytes, file: str) -> None:
    """Raise FaultsFound for a table of more bytes or lines, or a longer line, than any has."""
    found, allowed = "", ""
    line: int | None = None
    if len(content) > LARGEST:
        found, allowed = f"the table has {len(content):,} bytes", f"at most {LARGEST:,} bytes"
    elif (lines := content.count(b"\n") + content.count(b"\r")) > 2 * MOST_LINES:
        found, allowed = f"the table has {lines:,} line ends", f"at most {MOST_LINES:,} lines"
    else:
        lengths = [len(one) for one in content.splitlines()]
        if len(lengths) > MOST_LINES:
            found, allowed = f"the table has {len(lengths):,} lines", f"at most {MOST_LINES:,}"
        elif lengths and max(lengths) > LONGEST_LINE:
            line = lengths.index(max(lengths)) + 1
            found = f"the line has {max(lengths):,} bytes"
            allowed = f"at most {LONGEST_LINE:,} bytes in a line"
    if found:
        todo = "Check that this is a table of figures"
        raise FaultsFound([Fault(file, line, "", found, allowed, todo)])


def refuse_hidden(text: str, file: str) -> None:
    """Raise FaultsFound with every line that holds a sign of HIDDEN (at most ten are told)."""
    if not HIDDEN.search(text):
        return
    faults = [
        Fault(file, number, "", hidden_words(line), todo="Delete it: it may hide or reorder digits")
        for number, line in enumerate(re.split("\r\n|\n|\r", text), 1)
        if HIDDEN.search(line)
    ]
    raise FaultsFound(faults[:10])


def hidden_words(text: str) -> str:
    """What stands hidden in a text, as a sentence; "" for nothing.

    >>> hidden_words("12\\u202e34")
    'the invisible sign U+202E stands there'
    """
    sign = HIDDEN.search(text)
    return f"the invisible sign U+{ord(sign[0]):04X} stands there" if sign else ""
