"""The palette, light and dark: seen by all, and told apart by those who see fewer colours."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import QuadMesh
from matplotlib.colors import to_hex, to_rgba_array
from matplotlib.patches import Rectangle

from helpers.draw.composition import draw_composition
from helpers.draw.coverage import draw_coverage
from helpers.draw.intervals import SURE
from helpers.draw.layout import Heading
from helpers.draw.parts import PartsPanel, draw_parts
from helpers.draw.stacked import draw_stacked
from helpers.draw.style import DARK, THEMED, chart_style, contrast
from helpers.draw.tiles import draw_tiles

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


def fills(sheet) -> list[tuple[str, str]]:
    """(fill, edge) of every shade and part drawn, keys among them."""
    known = {color for color, name in THEMED.items() if name[0] in "sp" and name[1:].isdigit()}
    pairs = []
    for one in sheet.fig.findobj(lambda one: isinstance(one, (Rectangle, QuadMesh))):
        if isinstance(one, QuadMesh):
            one.update_scalarmappable()  # whose values have colours once it is drawn
        faces, edges = to_rgba_array(one.get_facecolor()), to_rgba_array(one.get_edgecolor())
        shown = (pair for pair in zip(faces, edges, strict=True) if pair[0][3])
        pairs += [(to_hex(face), to_hex(edge) if edge[3] else "") for face, edge in shown]
    return [pair for pair in pairs if pair[0] in known]


def drawn_fills():
    """Kind of chart -> what it fills with more than one shade or part."""
    heading = Heading("f", "Title", "a subtitle", "Source: NBS")
    codes = list("abcdefghij")
    tiles = pd.DataFrame({"area": codes, "area_name": codes, "code": codes, "row": 0,
                          "col": range(10), "value": np.arange(10.0)})  # fmt: skip
    parts = [(part, part) for part in "wxyz"]
    points = pd.DataFrame([("a", "A", part, 1.0) for part, _ in parts],
                          columns=["area", "area_name", "part", "points"])  # fmt: skip
    shares = pd.DataFrame([(2020, part, 25.0) for part, _ in parts],
                          columns=["year", "part", "share"])  # fmt: skip
    two = pd.DataFrame({"year": [2020], "lower": [1.0], "upper": [2.0]})
    counts = pd.DataFrame([[31, 0, 30]], index=["R&D"], columns=[2016, 2017, 2018])
    with chart_style("f"):
        return {
            "tiles": draw_tiles(tiles, heading, marked=[], display=str, decimals=0),
            "stacked": draw_stacked(points, heading, marked=[], parts=parts, decimals=1),
            "composition": draw_composition(shares, heading, parts=parts),
            "parts": draw_parts([PartsPanel("x", "X", two)], heading, names=("between", "within"),
                                decimals=1),
            "coverage": draw_coverage(counts, heading, whole=31),
        }  # fmt: skip


def test_what_bounds_a_shade_or_part_stands_out_from_the_ground():
    """The palest of them do not (1.18 on white): their edge does (WCAG 2, 1.4.11).

    A field of the heat map is known by the number in it, which is read on its shade.
    """
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # known everywhere
    for kind, sheet in drawn_fills().items():
        pairs = set(fills(sheet))
        assert len({fill for fill, _ in pairs}) >= 2, kind
        for fill, edge in pairs:
            bounds = [fill, edge] if edge else [fill]
            for scheme, colours in SCHEMES.items():
                seen = max(contrast(colours[THEMED[bound]], colours["paper"]) for bound in bounds)
                assert seen >= 3, (kind, scheme, fill, edge)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_parts_and_what_is_sure_have_no_colour_of_an_area(scheme):
    """A whole's parts and the interval of all provinces: a colour would say whose they are."""
    colours = SCHEMES[scheme]
    for color in (*(colours[f"p{step}"] for step in range(1, 5)), colours[THEMED[SURE]]):
        _, *tint = lab(linear(color))
        assert sum(part**2 for part in tint) ** 0.5 < 10, color  # areas have 16 and more
    lights = [contrast(colours[f"p{step}"], colours["paper"]) for step in range(1, 5)]
    assert all(one / other > 1.35 for one, other in pairwise(lights))


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
