"""What the names are that a scoreboard's sentence lists, in the language of the page.

`score_words.WORDS` finds which codes or areas they are; here each gets its name anew: out of the
framework's and the areas' own tables, or by a second statement of what the page calls a choice.
"""

from __future__ import annotations

from collections.abc import Callable

from helpers.claims.kinds import Scored
from helpers.claims.measures import broken
from helpers.claims.scores import Scores
from helpers.language import later, say
from helpers.language.phrases import listed

CHOICES = {
    "data": later("GDP, revised or of its day"),
    "impute": later("Gaps filled or left"),
    "treat": later("Treatment of outliers"),
    "normalise": later("Scale (min-max, z-scores, ranks)"),
    "aggregate": later("Mean (arithmetic, geometric)"),
    "left_out": later("One indicator left out"),
    "figures": later("Errors of the figures"),
}
GROUPS = {
    "leader": later("Leaders"),
    "strong": later("Strong"),
    "moderate": later("Moderate"),
    "emerging": later("Emerging"),
}
NOBODY = {
    "alike": later("nobody"),
    "contradicted": later("more than half"),
    "still": later("Every choice moves some rank"),
    "odd": later("Every indicator goes with its own pillar more than with any other"),
    "lift": later("nothing"),
    "drag": later("nothing"),
}
"""What is said in place of names where there are none."""
ALONE = later("alone in the first tier")


def _area(scores: Scores, said: Scored, code: str) -> str:
    return scores.rows.area_name(code)


def _title(scores: Scores, said: Scored, code: str) -> str:
    return scores.rows.text(scores.rows.framework[code]["name"])


def _choice(scores: Scores, said: Scored, code: str) -> str:
    if code in CHOICES:
        return say(CHOICES[code])
    weighed = _title(scores, said, code.removeprefix("weight of "))
    return say("Weight of {title}", title=weighed)


def _cause(scores: Scores, said: Scored, code: str) -> str:
    """An indicator that moved a rank, and whether its series broke on the way."""
    years = sorted([said.year, int(said.code)])
    name = _title(scores, said, code)
    across = code in broken(scores.board(said.board), *years)
    return say("{name} (across a break)", name=name) if across else name


def _pair(scores: Scores, said: Scored, code: str) -> str:
    one, other = (scores.rows.area_name(area) for area in code.split(">"))
    return say("{one} above {other}", one=one, other=other)


CALLED: dict[str, Callable[[Scores, Scored, str], str]] = {
    **dict.fromkeys(("alike", "tier_of", "group_of", "furthest", "passed"), _area),
    **dict.fromkeys(("movers", "leading", "beyond", "still", "hardly"), _choice),
    **dict.fromkeys(("lifted", "held"), _cause),
    "contradicted": _pair,
    "group": lambda scores, said, code: say(GROUPS[code]),
}
"""What is listed -> what one of it is called; all others are indicators or pillars."""


def misnamed(scores: Scores, said: Scored) -> str:
    """Why the words are refused that stand for what `said` lists; "" where they are its names.

    A name within a sentence begins small: capitals make no difference.
    """
    codes = [code for code in said.other.split(";") if code]
    call = CALLED.get(said.what, _title)
    names = listed([call(scores, said, code) for code in codes])
    if not codes and said.what in NOBODY:
        names = say(NOBODY[said.what])
    allowed = {names.casefold()}
    if said.what == "tier_of" and said.code == "1" and len(codes) == 1:
        allowed.add(say(ALONE).casefold())
    if said.said.casefold() in allowed:
        return ""
    return f"{said.what}: the page says {said.said!r}; it is {names!r}"
