"""Words that the judge makes anew out of its own figures, in the language of the page.

What is missing (`absent`), whether a story's result is in the record (`checked`) and why it cannot
be told (`unchecked`), what stands beside a story's figure (`described`), of a promise that nothing
decides its verdict and why (`undecided`), where a series breaks (`basis`), and where figures were
published (`published`). A page's words must be these: nobody and no year more, and none less. They
leave no trace on a page: of what is missing there is nothing to stand on, and the story's words
beside a verdict have one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.claims.absent import ABSENT
from helpers.claims.basis import BASIS
from helpers.claims.checked import CHECKED
from helpers.claims.described import DESCRIBED
from helpers.claims.kinds import Worded
from helpers.claims.published import PUBLISHED
from helpers.claims.refused import Refused
from helpers.claims.unchecked import UNCHECKED_WHY
from helpers.claims.undecided import UNDECIDED

if TYPE_CHECKING:
    from helpers.claims.judge import Judge

WORDED: dict[str, Callable[..., list[str]]] = {
    **ABSENT,
    **BASIS,
    **CHECKED,
    **DESCRIBED,
    **PUBLISHED,
    **UNCHECKED_WHY,
    **UNDECIDED,
}
"""What may be worded -> the words that the figures bear, each way to put them; "" for none."""


def judge_worded(judge: Judge, said: Worded) -> None:
    """Raises Refused where the figures bear other words, or none. A capital makes no difference."""
    if said.what not in WORDED:
        raise Refused(f"nothing words {said.what}")
    borne = WORDED[said.what](judge, *said.of)
    if said.said and said.said.casefold() in {words.casefold() for words in borne}:
        return
    raise Refused(
        f"{said.what} of {' '.join(said.of)}: the page says {said.said!r}; the figures bear "
        f"{borne[0] or 'no such words'!r}"
    )
