"""Widths of text: what is added up is what matplotlib measures, to the last bit."""

from __future__ import annotations

import random
from itertools import product

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from helpers.draw.widths import measured

LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180)]))
SIGNS = LATIN + "–—‘’“”…−"
JOINED = ("ffi", "ffl", "ff", "fi", "fl")


def by_matplotlib(words: str, bold: bool) -> float:
    font = FontProperties(family="DejaVu Sans", size=100, weight="bold" if bold else "normal")
    return text_to_path.get_text_width_height_descent(words, font, ismath=False)[0]


def other(words: list[str], bold: bool) -> list[tuple[str, float, float]]:
    pairs = ((one, measured(one, bold), by_matplotlib(one, bold)) for one in words)
    return [found for found in pairs if found[1] != found[2]]


@pytest.mark.parametrize("bold", [False, True])
def test_each_sign_and_each_pair_of_commoner_ones(bold):
    common = LATIN[:95]
    assert not other([*SIGNS, *map("".join, product(common, common))], bold)


@pytest.mark.parametrize("bold", [False, True])
def test_signs_that_the_font_joins(bold):
    words = [f"{before}{run}{after}" for run in JOINED for before, after in product("aTf-", "aiT,")]
    assert not other([*JOINED, *words, "fff", "fffi", "official staff fly off", "ﬁ"], bold)


@pytest.mark.parametrize("bold", [False, True])
def test_lines_of_any_signs(bold):
    chance = random.Random(bold)
    lines = []
    for signs in (SIGNS, LATIN[:95], "AVTLYWPFawoyvfijrl.,-' "):
        lines += ["".join(chance.choices(signs, k=chance.randint(2, 60))) for _ in range(150)]
    assert not other(lines, bold)


@pytest.mark.parametrize("words", ["", " ", "a ", "中", "Ж and a", "e\u0301", "שלום", "\u00ad"])
def test_what_is_not_plain_is_measured_by_matplotlib(words, recwarn):
    assert measured(words, False) == (by_matplotlib(words, False) if words else 0.0)
