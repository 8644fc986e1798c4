"""The palette, light and dark: seen by all, and told apart by those who see fewer colours."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from helpers.draw.style import DARK, THEMED, contrast

LIGHT = {name: color for color, name in THEMED.items()}
SCHEMES = {"light": LIGHT, "dark": DARK}
AREAS = [f"c{place}" for place in range(1, 9)]
TEXT = ["ink", "soft", *AREAS]
MARKS = ["other", "other-line", "record", *AREAS]

# Machado, Oliveira and Fernandes 2009, table of severity 1.0: linear RGB in, linear RGB out.
SEEN = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(color: str) -> list[float]:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of linear sRGB."""
    red, green, blue = (min(max(part, 0.0), 1.0) for part in rgb)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    f = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def difference(one: str, other: str, matrix) -> float:
    """CIE 1976 colour difference as that eye sees it; about 2 can just be told apart."""

    def seen(color):
        rgb = linear(color)
        return lab([sum(a * b for a, b in zip(row, rgb, strict=True)) for row in matrix])

    return sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_texts_and_marks_stand_out_from_the_ground(scheme):
    colours = SCHEMES[scheme]
    low = {name: contrast(colours[name], colours["paper"]) for name in TEXT}
    assert {name: ratio for name, ratio in low.items() if ratio < 4.5} == {}
    low = {name: contrast(colours[name], colours["paper"]) for name in MARKS}
    assert {name: ratio for name, ratio in low.items() if ratio < 3} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_stands_on_a_shade_or_part_can_be_read(scheme):
    colours = SCHEMES[scheme]
    fills = [name for name in colours if name[0] in "sp" and name[1:].isdigit()]
    assert len(fills) == 9
    low = {name: contrast(colours[name], colours[f"on-{name}"]) for name in fills}
    # the numbers on parts are of 9 px and stand at the side once more; on shades they are all
    assert {name: ratio for name, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shades_go_one_way(scheme):
    colours = SCHEMES[scheme]
    lights = [contrast(colours[f"s{step}"], "#000000") for step in range(1, 6)]
    assert lights == sorted(lights, reverse=scheme == "light")
    assert all(max(a, b) / min(a, b) > 1.25 for a, b in pairwise(lights))


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_colours_of_five_areas_are_told_apart_by_every_eye(scheme, eye):
    """Five can be marked; shape and dashes say the same once more."""
    near = {
        (one, other): round(difference(SCHEMES[scheme][one], SCHEMES[scheme][other], SEEN[eye]), 1)
        for one, other in combinations(AREAS[:5], 2)
    }
    assert {pair: apart for pair, apart in near.items() if apart < 12} == {}
