"""How wide a line of text is in the font that charts are laid out with.

matplotlib measures a text by shaping it and loading the outline of each of its signs: a
millisecond a line, and a page is laid out with hundreds. But this font sets plain signs one after
another, each as wide as ever, draws some pairs closer, and has one sign for "fi" and its like.
Adding that up gives matplotlib's width to the last bit.
"""

from __future__ import annotations

import math
import re
import warnings
from functools import cache, lru_cache
from itertools import pairwise
from string import printable

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, Kerning
from matplotlib.textpath import text_to_path

from helpers.draw.fonts import FONT

SIZE = 100
"""px, of the text that is measured."""

_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u017f–—‘’“”…\u2212]*")
_JOINED = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
_TO_JOIN = re.compile("|".join(_JOINED))
_PARTS = 64  # of a pixel, in which a font reckons


@lru_cache(maxsize=4096)
def measured(words: str, bold: bool) -> float:
    """Width in px of one line of text at `SIZE` px."""
    if not _PLAIN.fullmatch(words):
        return _shaped(words, bold)
    signs = [_sign(sign, bold) for sign in _TO_JOIN.sub(lambda run: _JOINED[run[0]], words)]
    width = math.fsum(advance for advance, _ in signs)
    width += math.fsum(_closer(before, after, bold) for (_, before), (_, after) in pairwise(signs))
    return width / _PARTS


def measure_signs() -> None:
    """Measure the commonest signs now, for processes that will be forked of this one."""
    for bold in (False, True):
        for sign in (*filter(str.isprintable, printable), *_JOINED.values()):
            _sign(sign, bold)


@cache
def _sign(sign: str, bold: bool) -> tuple[int, int]:
    """How far a plain sign moves the next one, in parts of a pixel, and its number in the font."""
    return round(_shaped(sign, bold) * _PARTS), _font(bold).get_char_index(ord(sign))


@cache
def _closer(before: int, after: int, bold: bool) -> int:
    """By how much a pair of signs is drawn closer (below zero) or apart, in parts of a pixel."""
    font = _font(bold)
    apart = font.get_kerning(before, after, Kerning.UNSCALED)
    return _rounded(apart * SIZE * _PARTS, font.units_per_EM) if apart else 0


@cache
def _font(bold: bool) -> FT2Font:
    return get_font(findfont(_properties(bold)))


@cache
def _properties(bold: bool) -> FontProperties:
    return FontProperties(family=FONT, size=SIZE, weight="bold" if bold else "normal")


def _rounded(value: int, by: int) -> int:
    """value / by to the nearest whole number, halves up as matplotlib's shaper rounds them."""
    return (2 * value + by) // (2 * by)


def _shaped(words: str, bold: bool) -> float:
    """What matplotlib measures."""
    if not words:
        return 0.0
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        width, _, _ = text_to_path.get_text_width_height_descent(
            words, _properties(bold), ismath=False
        )
    return float(width)
