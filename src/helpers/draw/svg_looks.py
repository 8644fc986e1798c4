"""How the shapes of an SVG look, said once for many: attributes, groups, variables for colours.

matplotlib repeats the whole style on every element. Here a style becomes attributes
without defaults; neighbours of one look share a group or a path; and a colour of
`style.THEMED` becomes a variable with itself to fall back on, so that a page may turn it
for a dark scheme and the chart stands alone without the page.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from itertools import groupby

from helpers.draw.style import INK, LABEL, PAPER, THEMED
from helpers.draw.svg_shapes import CIRCLE, PATH, SVG, number

TICK = "tick"
"""Class of a text that is a tick of an axis, or of the group that holds only such texts."""

HEAD = "head"
"""Class of a text of the heading: what a page says in its own words above the picture."""

TEXT, GROUP = f"{{{SVG}}}text", f"{{{SVG}}}g"
LOOKS = (
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "opacity", "font-size", "font-weight", "text-anchor",
    "paint-order",
)  # fmt: skip
"""What of a look is said by attributes that an element takes from its group."""

PAINTS = ("fill", "stroke")

_COMMON = (("stroke", "stroke-width", "stroke-linejoin"), ("text-anchor",))
"""What marks of several colours, or texts of several inks, often share."""

_COLUMN = 6
"""How many texts above one another are worth a group: fewer cost more bytes than they save."""

_DECIMAL = re.compile(r"\d*\.\d+")
_UNSAID = {
    "font-family": None,
    "font-size": f"{LABEL}px",
    "stroke-dasharray": "",
    "stroke-dashoffset": "0",
    "stroke-linecap": "butt",
    "stroke-miterlimit": None,
    "text-anchor": "start",
}
"""Defaults, or what the whole drawing says once (None: whatever its value)."""


def themed(color: str) -> str:
    """A colour as the page may turn it: `var(--ink,#1a1a1a)`; others as they are."""
    name = THEMED.get(color)
    return f"var(--{name},{color})" if name else color


def state_looks(drawn: ET.Element) -> None:
    """Styles become attributes, without what says nothing; shapes that nobody sees go."""
    for parent in drawn.iter():
        for child in list(parent):
            for key in PAINTS:
                if key in child.attrib:
                    child.set(key, themed(child.get(key)))
            look = _look(child)
            if child.tag in (PATH, CIRCLE) and not {*look} - {"fill"} and not _filled(look):
                parent.remove(child)
            child.attrib.pop("style", None)
            child.attrib.update(look)
            if child.tag == CIRCLE and {*look} == {"fill"}:
                _as_dot(child)


def _as_dot(circle: ET.Element) -> None:
    """A plain disc as the round end of a line without length: shorter, and dots join into one."""
    circle.tag = PATH
    x, y, radius = (circle.attrib.pop(key) for key in ("cx", "cy", "r"))
    circle.attrib |= {
        "d": f"M{x} {y}h0",
        "stroke": circle.attrib.pop("fill"),
        "stroke-width": number(2 * float(radius)),
        "stroke-linecap": "round",
    }


def _look(element: ET.Element) -> dict[str, str]:
    look = dict(_said_by(element.get("style", "")))
    if element.tag == TEXT and look.get("fill") == themed(INK):
        del look["fill"]  # the drawing says it once
    return look


@lru_cache(maxsize=1024)  # few looks, on thousands of marks
def _said_by(style: str) -> tuple[tuple[str, str], ...]:
    look = {}
    for declaration in style.split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if not key or (key in _UNSAID and _UNSAID[key] in (None, value)):
            continue
        value = _DECIMAL.sub(lambda found: number(float(found.group())), value)
        look[key] = themed(value.removesuffix("px") if key == "font-size" else value)
    return tuple(look.items())


def _filled(look: dict[str, str]) -> bool:
    return look.get("fill", "none") != "none"


def rim(text: ET.Element) -> None:
    """A rim of the ground's colour, so that a text can be read across lines."""
    text.attrib |= {"stroke": themed(PAPER), "stroke-width": "3", "paint-order": "stroke"}


def gather(parent: ET.Element) -> None:
    """Neighbours of one look into one path, or else under one group that says it once."""
    for child in list(parent):
        gather(child)
    children: list[ET.Element] = []
    for is_text, run in groupby(parent, key=lambda child: child.tag == TEXT):
        # texts never lie on one another: those of one look may stand together
        children += (_by_look if is_text else _joined)(list(run))
    parent[:] = []
    for look, run in groupby(children, key=_said):
        parent.extend(_under_one(dict(look), list(run)))
    for keys in _COMMON:
        _share(parent, keys)


def _share(parent: ET.Element, keys: tuple[str, ...]) -> None:
    """Neighbours that all say the same of `keys`, if not of the rest, under one more group."""
    children = list(parent)
    parent[:] = []
    for said, run in groupby(children, key=lambda child: [child.get(key) for key in keys]):
        alike = list(run)
        if None in said or len(alike) < 2:
            parent.extend(alike)
            continue
        for child in alike:
            for key in keys:
                del child.attrib[key]
        ET.SubElement(parent, GROUP, dict(zip(keys, said, strict=True))).extend(alike)


def _said(element: ET.Element) -> tuple[tuple[str, str], ...]:
    if element.tag not in (PATH, CIRCLE, TEXT) or element.get("class") == HEAD:
        return (("", str(id(element))),)
    said = [(key, element.get(key, "")) for key in LOOKS if key in element.attrib]
    if element.get("class") == TICK:
        said.append(("class", TICK))  # all ticks of one look may say so together
    return tuple(sorted(said))


def _by_look(texts: list[ET.Element]) -> list[ET.Element]:
    groups: dict[tuple, list[ET.Element]] = {}
    for text in texts:
        groups.setdefault(_said(text), []).append(text)
    return [text for group in groups.values() for text in group]


def _joined(shapes: list[ET.Element]) -> list[ET.Element]:
    """Paths of one look that follow one another and belong to one area, or to none, as one path."""
    kept: list[ET.Element] = []
    of_area: dict[str, ET.Element] = {}  # paths of the look at hand
    for shape in shapes:
        if kept and not _alike(kept[-1], shape):
            of_area = {}
        area = shape.get("class", "")
        before = of_area.get(area) if area else kept[-1] if kept else None
        if before is not None and _joins(before, shape):
            before.set("d", before.get("d") + shape.get("d"))
        else:
            kept.append(shape)
            if area:
                of_area[area] = shape
    return kept


def _alike(one: ET.Element, other: ET.Element) -> bool:
    return one.tag == other.tag == PATH and _said(one) == _said(other)


def _joins(one: ET.Element, other: ET.Element) -> bool:
    if not _alike(one, other) or "id" in {*one.keys(), *other.keys()}:
        return False
    if one.get("class") != other.get("class"):
        return False
    return not {"opacity", "fill-opacity", "stroke-opacity"} & {*one.keys()}  # seen through


def _under_one(look: dict[str, str], run: list[ET.Element]) -> list[ET.Element]:
    """The run under a group of its look, if it is one; texts of one column or row under another."""
    if "" in look:
        return run
    for child in run:
        for key in look if len(run) > 1 else ():
            del child.attrib[key]
    run = _aligned(_aligned(run, "x"), "y")
    if len(run) == 1 and run[0].tag == GROUP:
        run[0].attrib |= look
    elif len(run) > 1 and look:
        group = ET.Element(GROUP, look)
        group.extend(run)
        return [group]
    return run


def _aligned(run: list[ET.Element], axis: str) -> list[ET.Element]:
    """Texts that share a place on one axis, if they are many, under a group that stands there."""
    shared: dict[str, list[ET.Element]] = {}
    for child in run:
        if child.tag == TEXT and axis in child.attrib and "transform" not in child.attrib:
            shared.setdefault(child.get(axis, ""), []).append(child)
    many = {place: texts for place, texts in shared.items() if len(texts) >= _COLUMN}
    groups = []
    for place, texts in many.items():
        moved = place if axis == "x" else f"0 {place}"
        group = ET.Element(GROUP, {"transform": f"translate({moved})"})
        for text in texts:
            del text.attrib[axis]
        group.extend(texts)
        groups.append(group)
    gathered = {id(text) for texts in many.values() for text in texts}
    return [child for child in run if id(child) not in gathered] + groups
