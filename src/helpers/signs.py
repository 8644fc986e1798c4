"""Signs that a reader cannot see, but that change what is read.

Among them are those that turn the direction of the text around them (U+202E), of no width
(U+200B), and control characters. Tables of names refuse them; where printed words hold them, a
page shows their code points.
"""

from __future__ import annotations

import re
import unicodedata

# Cc control, Cf format (direction, no width), Cs half of a pair, Zl and Zp other ends of lines
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
PLAIN = "\t\n\r"  # a page reads them as blanks
# Letters written from right to left, with whatever stands between two of them.
_RIGHT_TO_LEFT = (
    "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
)
RIGHT_TO_LEFT = re.compile(rf"[{_RIGHT_TO_LEFT}](?:[^<>&]*[{_RIGHT_TO_LEFT}])?")


def is_unseen(sign: str) -> bool:
    """Whether the sign is one that nobody sees; tab and ends of lines are not counted."""
    return sign not in PLAIN and unicodedata.category(sign) in UNSEEN


def unseen_in(text: str) -> list[str]:
    """Each unseen sign of the text once, as "U+202E (RIGHT-TO-LEFT OVERRIDE)"."""
    return [
        f"{_code_point(sign)} ({unicodedata.name(sign, 'a control character')})"
        for sign in dict.fromkeys(text)
        if is_unseen(sign)
    ]


def made_visible(text: str) -> str:
    """The text with the code point in brackets, [U+202E], for every unseen sign."""
    if text.isprintable():  # which no unseen sign is
        return text
    unseen = {ord(sign): f"[{_code_point(sign)}]" for sign in set(text) if is_unseen(sign)}
    return text.translate(unseen) if unseen else text


def _code_point(sign: str) -> str:
    return f"U+{ord(sign):04X}"
