"""A matplotlib figure as one piece of SVG that can share a page with others.

matplotlib writes a whole file: prolog, metadata, a style sheet that would reach every
other chart of the page, ids that repeat from chart to chart, six decimals. What
leaves here is a single <svg> element with none of that.
"""

from __future__ import annotations

import io
import re
import warnings
import xml.etree.ElementTree as ET

from matplotlib.figure import Figure

from helpers.draw.style import LABEL, MAX_WIDTH, chart_style
from helpers.traces import ATTRIBUTE

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
FAMILIES = "'DejaVu Sans', Verdana, 'Noto Sans CJK SC', sans-serif"
HALO = "halo"
"""Text whose gid starts so gets a white rim, to be read across lines."""

TICK = "tick"
"""Text with this gid is a tick of an axis: its class says so."""
TRACE = "claim:"
"""Text whose gid holds this carries what follows as its trace (`helpers.traces`)."""

_OWN_ID = re.compile(r"^[A-Za-z0-9.]+_\d+$")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_POINTER = re.compile(r"url\(#([^)]+)\)")
_NUMBERED = ("d", "x", "y", "width", "height", "transform", "style", "cx", "cy", "r")


def figure_to_svg(fig: Figure, name: str, title: str = "", desc: str = "") -> str:
    """`fig` as one <svg> element, equal in every run and process.

    name: the chart's slug; every id inside becomes "<name>.<id>" (a slug has no dot, so
    no two charts can meet). title, desc: what a screen reader says; left out when "".
    The size is a viewBox and a max-width; ids that nothing points to go, gids stay.
    The figure is not changed and belongs to no global state, so nothing needs closing.
    """
    buffer = io.StringIO()
    with chart_style(name), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        fig.savefig(buffer, format="svg", metadata=nothing)
    drawn = ET.fromstring(buffer.getvalue())
    _drop_extras(drawn)
    _own_ids(drawn, name)
    for element in drawn.iter():
        _tidy(element)
    _lift_use_styles(drawn)
    _unwrap(drawn)
    return _serialise(_root(drawn, name, title, desc))


def _drop_extras(drawn: ET.Element) -> None:
    """Metadata, style sheets (they would reach the whole page) and what they leave empty."""
    for parent in list(drawn.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)
        for child in list(parent):
            if child.tag == f"{{{SVG}}}defs" and len(child) == 0:
                parent.remove(child)


def _own_ids(drawn: ET.Element, name: str) -> None:
    """Prefix the ids that are pointed to or given by us; drop matplotlib's running numbers."""
    wanted = set()
    for element in drawn.iter():
        if HREF in element.attrib:
            wanted.add(element.attrib[HREF].removeprefix("#"))
        for value in element.attrib.values():
            wanted.update(_POINTER.findall(value))
    for element in drawn.iter():
        own, _, trace = element.attrib.pop("id", "").partition(TRACE)
        for text in element.iter(f"{{{SVG}}}text") if trace else ():
            text.set(ATTRIBUTE, trace)
        if own == TICK:
            for text in element.iter(f"{{{SVG}}}text"):
                text.set("class", TICK)
        elif own.startswith(HALO):
            for text in element.iter(f"{{{SVG}}}text"):
                text.set("stroke", "#fff")
                text.set("stroke-width", "3")
                text.set("paint-order", "stroke")
        elif own and (own in wanted or not _OWN_ID.match(own)):
            element.attrib["id"] = f"{name}.{own}"
        if HREF in element.attrib:
            element.attrib["href"] = f"#{name}.{element.attrib.pop(HREF).removeprefix('#')}"
        for key, value in element.attrib.items():
            element.attrib[key] = _POINTER.sub(rf"url(#{name}.\1)", value)


def _tidy(element: ET.Element) -> None:
    """Two decimals, no spare spaces, and only the styles that say something."""
    for key in _NUMBERED:
        if key in element.attrib:
            element.set(key, _DECIMAL.sub(_two_decimals, element.get(key)))
    if "d" in element.attrib:
        element.set("d", re.sub(r"\s*([A-Za-z])\s*", r"\1", " ".join(element.get("d").split())))
    if re.match(r"rotate\(-?0[ )]", element.get("transform", "")):
        del element.attrib["transform"]
    if "style" in element.attrib:
        kept = [part for part in map(_short_style, element.get("style").split(";")) if part]
        element.attrib.pop("style")
        if kept:
            element.set("style", ";".join(kept))
    if element.tag != f"{{{SVG}}}text":
        element.text = None
    element.tail = None


def _two_decimals(match: re.Match) -> str:
    text = f"{float(match.group()):.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _short_style(declaration: str) -> str:
    key, _, value = (part.strip() for part in declaration.partition(":"))
    spoken_for = {"font-family": True, "font-size": value == f"{LABEL}px"}
    spoken_for |= {"text-anchor": value == "start", "stroke-linecap": value == "butt"}
    return "" if not key or spoken_for.get(key) else f"{key}:{value}"


def _lift_use_styles(drawn: ET.Element) -> None:
    """Many marks of one look: the look is said once, on their group."""
    use = f"{{{SVG}}}use"
    for group in drawn.iter(f"{{{SVG}}}g"):
        looks = {child.get("style") for child in group}
        if len(group) > 1 and len(looks) == 1 and all(child.tag == use for child in group):
            look = looks.pop()
            if look and "style" not in group.attrib:
                group.set("style", look)
                for child in group:
                    del child.attrib["style"]


def _unwrap(parent: ET.Element) -> None:
    """Lift the children of groups that carry nothing, and drop empty groups."""
    for child in list(parent):
        _unwrap(child)
        if child.tag == f"{{{SVG}}}g" and not child.attrib:
            place = list(parent).index(child)
            parent.remove(child)
            for step, grandchild in enumerate(list(child)):
                parent.insert(place + step, grandchild)


def _root(drawn: ET.Element, name: str, title: str, desc: str) -> ET.Element:
    """The <svg> element anew: a viewBox for a size, one font for all, what it is called."""
    box = drawn.get("viewBox")
    root = ET.Element(f"{{{SVG}}}svg", {"viewBox": box, "role": "img"})
    root.set("style", f"width:100%;max-width:{MAX_WIDTH}px;height:auto")
    root.set("font-family", FAMILIES)
    root.set("font-size", str(LABEL))
    root.set("stroke-linejoin", "round")
    for tag, words, attribute in (
        ("title", title, "aria-labelledby"),
        ("desc", desc, "aria-describedby"),
    ):
        if words:
            child = ET.SubElement(root, f"{{{SVG}}}{tag}", {"id": f"{name}.{tag}"})
            child.text = words
            root.set(attribute, f"{name}.{tag}")
    root.extend(list(drawn))
    return root


def _serialise(root: ET.Element) -> str:
    """XML text with SVG as the default namespace and no prefixes."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    root.attrib = {"xmlns": SVG, **root.attrib}
    return ET.tostring(root, encoding="unicode")
