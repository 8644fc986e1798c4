"""A statement of the report as a value, with the observations that it stands on.

`said` is always the words that a page shows for it: the number as printed ("13,910", "−0.3"),
or the word that states something ("above", "rose", "missed"). `words` are the same for a
sentence, with the claim inside (`helpers.traces`); `written` and `kinds.read` turn a claim into
text and back. `among` names whom a rank is taken among: adcodes parted by blanks, or "all" for the
provinces. obs_ids: the observations of the area's own figures; the others that a rank or a
median needs follow from `among`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from helpers.traces import traced


@dataclass(frozen=True)
class Claim:
    """Any statement."""

    kind: ClassVar[str] = ""
    said: str

    @property
    def words(self) -> str:
        """What it says, for a sentence, with itself inside."""
        return traced(self.said, written(self))

    def of(self, words: str) -> str:
        """The same for longer words that hold what it says: "2.62% of GDP"."""
        return traced(words, written(self))

    def but(self, **changes: object) -> Self:
        """The same but for these fields: `dataclasses.replace`, in a third of its time."""
        return type(self)(**{**vars(self), **changes})


def written(claim: Claim) -> str:
    """The claim as text, which `read` takes."""
    fields = [claim.kind, *vars(claim).values()]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def among_words(areas: Sequence[str], provinces: Sequence[str]) -> str:
    """`areas` as the field `among` of a claim."""
    return "all" if set(areas) == set(provinces) else " ".join(areas)
