"""How a verdict on a promise comes about, and what to bear in mind of it."""

from __future__ import annotations

from helpers.draw.table import Prose
from helpers.draw.words import words_html
from helpers.language import later, say
from helpers.report.claiming_counts import ruled
from helpers.report.words import STATUSES
from helpers.targets import TOLERANCE

RULES = (
    later(
        "“More than” and “less than” are strict. A bare number and “at least” are met by it and by "
        "what lies beyond; a range such as “three to five” by its near end and what lies beyond."
    ),
    later(
        "“About” and “nearly” are met by what falls short by no more than {share} of the number, "
        "or half its last printed digit where that is more."
    ),
    later(
        "A growth or an increase is held against that of the official figures; as a level it is "
        "reckoned from the base that is named."
    ),
    later(
        "An expected value is judged like a target, against the official figure that came later."
    ),
    later(
        "An R&D intensity is judged on the GDP of its day, as the bulletin first published it. "
        "Where revised GDP makes another verdict of it, that stands beside."
    ),
    later("Where rounding of either figure could turn a verdict, the verdict says so."),
    later(
        "Still open is what is due after the newest year of the record. Not decidable is what has "
        "no record, another definition, another vintage of GDP, another scope (a city, a zone) or "
        "no due date."
    ),
)
CAVEATS = (
    later(
        "A promise is what a news story prints, read in machine translation. Who made it, and "
        "how binding it was, the stories do not say; met or missed says nothing about causes."
    ),
    later(
        "“R&D of the whole society” is taken for the R&D expenditure of the national "
        "bulletin, a turnover of technology contracts for that of the seller's region, as is "
        "usual; the stories say neither."
    ),
    later(
        "A growth was promised before the figure that it starts from was out. The level given "
        "here is reckoned from the figure that came out later; where a story prints its own, "
        "from that."
    ),
    later("Amounts are in current prices: a growth of money is no real growth."),
    later(
        "Turnover of technology contracts jumps when registration practice changes: one that "
        "ran far ahead of its aim need not be more trade."
    ),
    later(
        "Recognitions of three years indicate the stock of high-tech enterprises and do not "
        "count it, so no promise is judged on them."
    ),
    later("A city's promise is never judged on its province's record, nor a zone's on its city's."),
    later(
        "Where no figure is at hand, nothing was missed: most promises are undecided because "
        "the record at hand does not count what they promise."
    ),
)


def rules() -> Prose:
    """How a verdict comes about."""
    share = ruled("tolerance", f"{TOLERANCE:.0%}")
    return _list([say(STATUSES), *(say(words, share=share) for words in RULES)])


def caveats() -> Prose:
    """What to bear in mind, as a list."""
    return _list([say(words) for words in CAVEATS])


def _list(items: list[str]) -> Prose:
    return Prose(f"<ul>{''.join(f'<li>{words_html(words)}</li>' for words in items)}</ul>")
