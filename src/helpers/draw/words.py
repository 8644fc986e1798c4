"""Text as a drawing needs it: how wide it is, and where it breaks into lines."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from helpers.draw.widths import SIZE, measured
from helpers.language import CHINESE, ENGLISH, TAGS, chinese
from helpers.signs import RIGHT_TO_LEFT, made_visible
from helpers.traces import each_trace, traced, untraced, with_traces
from helpers.traces import pieces as traced_pieces

_SIGNS = "\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e"
HAN = re.compile(f"[{_SIGNS}]*[\u4e00-\u9fff][{_SIGNS}]*")
"""Chinese words: what reads an English page aloud must know that they are."""

QUOTED = re.compile(f"(?<=“)[^“”{_SIGNS}]*[A-Za-z][^“”{_SIGNS}]*(?=”)")
"""A story's own words, between quotation marks of a Chinese page."""

_DAY = re.compile(r"(<span .*?</span>|<[^>]*>)|(?<![\w.-])[12]\d{3}-[01]\d-[0-3]\d(?!\w|-|\.\w)")
"""A day in HTML, which a browser would break behind its hyphens; or what is left as it is."""

_TO_BLANKS = re.compile("[^ ]* |[^ ]+")
_NO_XML = ("Cc", "Cs", "Cn")
_OPENING = ("Ps", "Pi")
_TOGETHER = re.compile("10,000 people|1 is best")
_NO_BREAK = "\u00a0"
_UNITS = frozenset("万亿元年月日家件篇项个百分点位人名次倍所亩省")
_COUNTED = re.compile("[0-9](?:[万亿]*人?|个(?:百分?)?)$")  # what the rest of a unit follows


def clean_words(words: object) -> str:
    """Text on one line, without control characters, which XML cannot hold.

    Of another sign that nobody sees (one that turns the direction of text) its code point.
    """
    text = " ".join(str(words).split())
    if text.isprintable():
        return text
    lost = {ord(sign): None for sign in set(text) if unicodedata.category(sign) in _NO_XML}
    return made_visible(text.translate(lost))


def shortened(words: str, most: int) -> str:
    """The words, cut with an ellipsis (and out of their trace) if longer than `most` signs."""
    if len(untraced(words)) <= most:
        return words
    words = untraced(words)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def words_html(words: str) -> str:
    """Text as HTML, its numbers with their traces.

    Words written from right to left are set apart from those beside them, and so are Chinese ones
    on a page that is not Chinese. A day stays on one line.
    """
    html = with_traces(words, _safe)
    return _DAY.sub(lambda found: found[1] or f"<time>{found[0]}</time>", html)


def _safe(words: str) -> str:
    if words.isascii() and words.isprintable():
        return escape(words)
    words = RIGHT_TO_LEFT.sub(r"<bdi>\g<0></bdi>", escape(made_visible(words)))
    if chinese():
        return QUOTED.sub(rf'<bdi lang="{ENGLISH}">\g<0></bdi>', words)
    return HAN.sub(rf'<bdi lang="{TAGS[CHINESE]}">\g<0></bdi>', words)


def text_width(words: str, size: float, bold: bool = False) -> float:
    """Width in px of one line of text at `size` px.

    Chinese signs are counted as one square each: DejaVu does not have them, and the
    font that will show them in the browser sets them on squares.
    """
    words = untraced(words)
    if words.isascii():
        return measured(words, bold) * size / SIZE
    squares = sum(1 for sign in words if is_square(sign))
    rest = "".join(sign for sign in words if not is_square(sign))
    return squares * size + measured(rest, bold) * size / SIZE


def fits(words: str, width: float, size: float, bold: bool = False) -> bool:
    """Whether one line of text is at most `width` px wide."""
    return text_width(words, size, bold) <= width


def is_square(sign: str) -> bool:
    """Whether a sign takes a full square of space (Chinese, full-width forms)."""
    return unicodedata.east_asian_width(sign) in "WF"


def wrap(words: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Lines of at most `width` px: broken at spaces, between Chinese signs, or where it must be.

    Words that are one thing stay on one line ("10,000 people").
    """
    lines, line = [], ""
    whole = _TOGETHER.sub(lambda found: found[0].replace(" ", _NO_BREAK), clean_words(words))
    for piece in _pieces(whole):
        if fits((line + piece).rstrip(), width, size, bold):
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece
        while not fits(line.rstrip(), width, size, bold) and len(untraced(line).rstrip()) > 1:
            first, line = _broken(line, width, size, bold)
            lines.append(first)
    if line.strip():
        lines.append(line.rstrip())
    return [line.replace(_NO_BREAK, " ") for line in lines]


def wrap_traced(words: str, width: float, size: float) -> list[str]:
    """Like `wrap`, broken as without traces; what is on a line has its trace there, whole."""
    parts = each_trace(clean_words(words))
    lines = wrap("".join(part for part, _ in parts), width, size)
    made = []
    for line in lines:
        own, left = "", line
        while left:
            part, trace = parts.pop(0)
            part = part if own else part.lstrip()
            taken = part[: len(left)]
            own += traced(taken, trace)
            left = left[len(taken) :]
            if len(part) > len(taken):
                parts.insert(0, (part[len(taken) :], trace))
        made.append(own)
    return made if list(map(untraced, made)) == lines else wrap(words, width, size)


def wrap_bracket(words: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Like `wrap`, but what does not fit on one line breaks before its last bracket first."""
    words = clean_words(words)
    opened = "（" if "（" in words else " ("
    if opened not in words or fits(words, width, size, bold):
        return wrap(words, width, size, bold)
    head, _, bracket = words.rpartition(opened)
    bracket = opened.strip() + bracket
    return [*wrap(head, width, size, bold), *wrap(bracket, width, size, bold)]


def _broken(line: str, width: float, size: float, bold: bool) -> tuple[str, str]:
    """What of a line that is too long fits, at least one sign, and the rest.

    A word that must be broken within its trace loses it.
    """
    for signs in (traced_pieces(line), list(untraced(line))):
        cut = 0
        while cut < len(signs) and fits("".join(signs[: cut + 1]), width, size, bold):
            cut += 1
        if cut:
            return "".join(signs[:cut]), "".join(signs[cut:])
    return signs[0], "".join(signs[1:])


def _pieces(words: str) -> list[str]:
    """Unbreakable runs, each with the space that follows it; Chinese signs one by one.

    What closes stays with what is before it, a bracket that opens with what follows; a Chinese
    number with its unit and with what counts it (1,316亿元, 第8位, 2023年). A word with a trace
    keeps it.
    """
    if words.isascii():
        return _TO_BLANKS.findall(words)
    pieces, run = [], ""
    for sign in traced_pieces(words):
        bare = sign if len(sign) == 1 else untraced(sign)
        if len(bare) == 1 and is_square(bare):
            kind = unicodedata.category(bare)
            if bare in _UNITS and _COUNTED.search(untraced(run)):
                run += sign
                continue
            if kind.startswith("P") and kind not in _OPENING and (run or pieces):
                run, sign = (run or pieces.pop()) + sign, ""
            if run and not _opens(run):
                pieces.append(run)
                run = ""
            if kind in _OPENING:
                run += sign
            elif sign:
                pieces.append(run + sign)
                run = ""
        elif not run and pieces and unicodedata.category(bare[0]) == "Pf":
            pieces[-1] += sign  # a quotation ends with the word before it
        elif not run and pieces and bare[0].isdigit() and untraced(pieces[-1]) == "第":
            run = pieces.pop() + sign
        else:
            run += sign
            if bare.endswith(" "):
                pieces.append(run)
                run = ""
    return [*pieces, run] if run else pieces


def _opens(run: str) -> bool:
    """Whether a run is nothing but brackets that open: no line ends on one."""
    return all(unicodedata.category(sign) in _OPENING for sign in untraced(run))
