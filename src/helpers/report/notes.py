"""Notes of observations in the language in use: what `clean` writes into them, part by part."""

from __future__ import annotations

import re
from decimal import Decimal

from helpers.clean.comparable import PREFIX, reasons
from helpers.language import chinese, later, say
from helpers.language.phrases import clauses
from helpers.reference import Reference

CONFLICT = re.compile(r"conflicts with (['\"])(?P<printed>.*)\1: (?P<reason>.*)")
CORRECTED = re.compile(
    r"(['\"])(?P<printed>.*)\1 corrected to (['\"])(?P<read>.*)\3: (?P<reason>.*)"
)

COMPUTED = {
    "minus": later("{base} minus {step}"),
    "plus": later("{base} plus {step}"),
    "grown by": later("{base} grown by {step}"),
}
MONEY = {"billion yuan": (1, later("{number} hundred million yuan")),
         "million yuan": (2, later("{number} ten thousand yuan"))}  # fmt: skip
"""Units that `clean.derive` gives a table's bare number -> places to move its point, in Chinese."""
COMPUTATION = re.compile(rf"(?P<base>.+?) (?P<way>{'|'.join(COMPUTED)}) (?P<step>.+)")


def computed_words(words: str) -> str:
    """What `clean.derive` writes in place of printed words: "13,910 minus 2,847"."""
    found = COMPUTATION.fullmatch(words)
    if not found:
        return words
    return say(COMPUTED[found["way"]], base=_base(found["base"]), step=_quoted(found["step"]))


def _base(words: str) -> str:
    """In Chinese a sum of money in Chinese units ("101.88 billion yuan" is 1,018.8亿元)."""
    number, _, unit = words.partition(" ")
    if not chinese() or unit not in MONEY:
        return words
    places, words = MONEY[unit]
    return say(words, number=f"{Decimal(number.replace(',', '')).scaleb(places).normalize():,f}")


def _quoted(printed: str) -> str:
    """A story's own words, in Chinese set apart by marks; a bare number as it is."""
    return f"“{printed}”" if chinese() and re.search("[A-Za-z]", printed) else printed


def own_note(reference: Reference, note: str) -> str:
    """A note without the reasons that keep its figure from a comparison; "" where nothing is left.

    In Chinese each part that semicolons part is looked up.
    """
    words = note.partition(PREFIX)[0].rstrip("; ") if reasons(note) else note
    if not chinese():
        return words
    return clauses([_part(reference, part) for part in words.split("; ")])


def why_apart(reference: Reference, note: str) -> str:
    """Why a figure may not stand beside other areas'; the whole note where no reason is marked."""
    why = reasons(note)
    if not why or not chinese():
        return why or own_note(reference, note)
    return clauses([reference.text(part) for part in why.split(", ")])


def _part(reference: Reference, words: str) -> str:
    if found := CONFLICT.fullmatch(words):
        reason = reference.text(found["reason"])
        return say("conflicts with “{printed}”: {reason}", printed=found["printed"], reason=reason)
    if found := CORRECTED.fullmatch(words):
        reason = reference.text(found["reason"])
        return say("“{printed}” corrected to “{read}”: {reason}", printed=found["printed"],
                   read=reference.text(found["read"]), reason=reason)  # fmt: skip
    return reference.text(words)
