"""The fonts that charts are laid out with: matplotlib's own, and one for Chinese where it is read.

Text leaves as text: a reader's own fonts show it. What is laid out must know every sign, and must
be the same on every machine, so the Chinese font is a package of the lock. It is registered the
first time that a Chinese chart is drawn.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from matplotlib.font_manager import fontManager, ttfFontProperty
from matplotlib.ft2font import FT2Font

from helpers.language import chinese

FONT = "DejaVu Sans"
"""The font that layout measures with: it comes with matplotlib, so every machine agrees."""


def families() -> list[str]:
    """The families that a chart is drawn with, in the language in use."""
    return [FONT, _registered()] if chinese() else [FONT]


@cache
def _registered() -> str:
    """The Chinese family, once matplotlib knows it; its one weight is its bold too."""
    from pylopdf_fonts_zh_cn import sans_path

    entry = ttfFontProperty(FT2Font(str(sans_path())))
    fontManager.ttflist += [entry, replace(entry, weight=700)]
    return entry.name
