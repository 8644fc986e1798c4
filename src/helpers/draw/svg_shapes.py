"""Shapes of an SVG in few bytes: markers set in place, paths to a tenth of a px.

matplotlib draws a marker once and points to it from every place, by ids that are longer
than the marker; it writes every point of a path in full. Here a round marker becomes a
<circle>, any other a path of its own, and paths go from point to point in tenths of a px.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from functools import lru_cache

SVG = "http://www.w3.org/2000/svg"
PATH, USE, CIRCLE, DEFS = (f"{{{SVG}}}{name}" for name in ("path", "use", "circle", "defs"))
HREF = "{http://www.w3.org/1999/xlink}href"

Segments = list[tuple[str, list[float]]]
"""Letters of SVG (M, L, Q, C, z) and the absolute coordinates that follow each."""

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e[-+]?\d+)?")
_LONG_LINE = 6
_DIGITS = 4  # of a px that a placed shape's points are rounded to before anything is read from them
_ROUND = ("MCCCCCCCCz", "MCCCCCCCCLz")  # how matplotlib draws a circle: a marker, a patch


def set_in_place(drawn: ET.Element) -> None:
    """Every <use> becomes the shape that it points to, at its place and in its look; all short."""
    shapes = {
        f"#{path.get('id')}": segments(path.get("d", ""))
        for defs in drawn.iter(DEFS)
        for path in defs.findall(PATH)
        if path.get("id")
    }
    for parent in list(drawn.iter()):
        if parent.tag == DEFS:
            continue
        for at, child in enumerate(list(parent)):
            if child.tag == PATH:
                _shorten(child, segments(child.get("d", "")))
            elif child.tag == USE and child.get(HREF) in shapes:
                parent[at] = _placed(child, shapes[child.get(HREF)])
    for defs in drawn.iter(DEFS):
        for path in defs.findall(PATH):
            defs.remove(path)


def _placed(use: ET.Element, shape: Segments) -> ET.Element:
    place = float(use.get("x", "0")), float(use.get("y", "0"))
    moved = [
        (letter, [round(value + place[at % 2], _DIGITS) for at, value in enumerate(values)])
        for letter, values in shape
    ]
    path = ET.Element(PATH, {"d": ""})
    for name in ("style", "class"):
        if use.get(name):
            path.set(name, use.get(name))
    _shorten(path, moved)
    return path


def segments(data: str) -> Segments:
    """A path's letters and coordinates. ValueError for letters that matplotlib does not write."""
    found: Segments = []
    for token in _TOKEN.findall(data):
        if token in "MLQCz":
            found.append((token, []))
        elif token.isalpha():
            raise ValueError(f"a path holds the letter {token}; allowed: M, L, Q, C, z")
        else:
            found[-1][1].append(float(token))
    return found


def _shorten(element: ET.Element, path: Segments) -> None:
    """A path that is a circle becomes one; any other keeps its points, to a tenth of a px.

    The long line of an area keeps whole px: thin, one of many, it is off by less than its width.
    """
    if circle := _circle(path):
        x, y, radius = circle
        del element.attrib["d"]
        element.tag = CIRCLE
        element.attrib |= {"cx": tenth(x), "cy": tenth(y), "r": number(radius)}
    else:
        line = "class" in element.attrib and len(path) >= _LONG_LINE and path[-1][0] == "L"
        element.set("d", path_data(path, 1 if line else 10))


def _circle(path: Segments) -> tuple[float, float, float] | None:
    """Centre and radius of a path that is a circle."""
    if "".join(letter for letter, _ in path) not in _ROUND:
        return None
    points = [values[-2:] for letter, values in path if letter == "C"]
    x, y = (math.fsum(point[axis] for point in points) / len(points) for axis in (0, 1))
    reach = [math.dist((x, y), point) for point in points]
    radius = math.fsum(reach) / len(reach)
    if max(reach) - min(reach) > 0.02 * radius + 0.01:
        return None
    return x, y, radius


def path_data(path: Segments, parts: int = 10) -> str:
    """The path from point to point in parts of a px; errors do not add up along it."""
    pieces: list[str] = []
    here, start, last = (0, 0), (0, 0), ""
    for letter, values in path:
        if letter == "z":
            pieces.append("z")
            here, last = start, "z"
            continue
        points = [
            (round(values[at] * parts), round(values[at + 1] * parts))
            for at in range(0, len(values), 2)
        ]
        if letter == "M":
            last = "m" if pieces else "M"  # after m a line needs no letter; after M one must stand
            pieces.append(_step(last, here, points, parts, first=not pieces))
            start = points[0]
        else:
            sign = _line_letter(here, points[0]) if letter == "L" else letter.lower()
            drawn = _step(sign, here, points, parts)
            if sign in (last, {"m": "l"}.get(last)):
                drawn = drawn[1:] if drawn[1] == "-" else f" {drawn[1:]}"
            pieces.append(drawn)
            last = sign
        here = points[-1]
    return "".join(pieces)


def _line_letter(here: tuple[int, int], there: tuple[int, int]) -> str:
    if here[1] == there[1]:
        return "h"
    return "v" if here[0] == there[0] else "l"


def _step(letter: str, here: tuple[int, int], points: list[tuple[int, int]], parts: int,
          first: bool = False) -> str:  # fmt: skip
    """One letter and its numbers, from `here` on; absolute if it is the first of all."""
    base = (0, 0) if first else here
    moves = [(x - base[0], y - base[1]) for x, y in points]
    numbers = {"h": [moves[0][0]], "v": [moves[0][1]]}.get(letter) or [n for m in moves for n in m]
    words = ""
    for value in numbers:
        text = number(value / parts)
        words += text if not words or text[0] == "-" else f" {text}"
    return letter + words


def tenth(value: float) -> str:
    """A number to a tenth, as `number` writes it."""
    return number(round(value, 1))


@lru_cache(maxsize=1 << 14)  # the same tenths return all over a page
def number(value: float) -> str:
    """Up to two decimals, and no zero that says nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    if text.startswith("0."):
        return text[1:]
    return f"-{text[2:]}" if text.startswith("-0.") else text
