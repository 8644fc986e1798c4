"""A matplotlib figure as one piece of SVG that can share a page with others.

matplotlib writes a whole file: prolog, metadata, a style sheet that would reach every
other chart of the page, ids that repeat from chart to chart, six decimals, every style
in full. What leaves here is a single <svg> element with none of that (`svg_shapes`,
`svg_looks`), a third of the size.
"""

from __future__ import annotations

import io
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from matplotlib.figure import Figure

from helpers.draw.fonts import families
from helpers.draw.style import INK, LABEL, LEAST_GROWTH, MAX_GROWTH, WIDTH, chart_style
from helpers.draw.svg_looks import GROUP, HEAD, TEXT, TICK, gather, rim, state_looks, themed
from helpers.draw.svg_shapes import PATH, SVG, USE, set_in_place, tenth
from helpers.language import ENGLISH, chinese
from helpers.traces import ATTRIBUTE, each_trace

FAMILIES = "'DejaVu Sans', Verdana, 'Noto Sans CJK SC', sans-serif"
CHINESE_FAMILIES = (
    "'DejaVu Sans', Verdana, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', "
    "sans-serif"
)
HALO = "halo"
"""Text whose gid starts so gets a rim, to be read across lines."""

TRACE = "claim:"
"""Text whose gid holds this carries what follows as its trace (`helpers.traces`): the trace itself,
or the text's words with the trace of each inside."""

TSPAN = f"{{{SVG}}}tspan"
_AREAS = re.compile(r"\barea((?:-\d{6})+)$")
_ENGLISH = re.compile(r"[a-z]{3}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_OWN_ID = re.compile(r"^[A-Za-z0-9.]+_\d+$")
_POINTER = re.compile(r"url\(#([^)]+)\)")
_NO_TURN = re.compile(r"rotate\(-?0[ )]")


def gid_of(areas: Iterable[str], rim: bool = False) -> str | None:
    """The gid that gives marks their areas: one area for all of them, or one for each in turn.

    In the SVG each mark or text has the class of its area (`area_class`), so that a page can
    find all of it. None where an area is no adcode and nothing else is to be said.
    """
    codes = [str(area) for area in areas]
    known = codes and all(re.fullmatch(r"\d{6}", code) for code in codes)
    words = [HALO] * rim + ["area-" + "-".join(codes)] * bool(known)
    return " ".join(words) or None


def area_class(area: str) -> str:
    """The class of all that shows an area: "a" and its adcode, a province's without the zeros."""
    return f"a{area.removesuffix('0000')}"


def figure_to_svg(fig: Figure, name: str, title: str = "", desc: str = "") -> str:
    """`fig` as one <svg> element, equal in every run and process.

    name: the chart's slug; every id inside becomes "<name>.<id>" (a slug has no dot, so
    no two charts can meet). title, desc: what a screen reader says; left out when "".
    The size is a viewBox and a max-width; ids that nothing points to go, gids stay, those
    of `gid_of` become classes. The ground is left to the page.
    The figure is not changed and belongs to no global state, so nothing needs closing.
    """
    buffer = io.StringIO()
    with chart_style(name), warnings.catch_warnings():
        # an area may be named in any script; what is said in Chinese has its font
        action = "error" if len(families()) > 1 else "ignore"
        warnings.filterwarnings(action, message="Glyph .* missing")
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        fig.savefig(buffer, format="svg", metadata=nothing, facecolor="none")
    drawn = ET.fromstring(buffer.getvalue())
    _drop_extras(drawn)
    for group in drawn.iter(GROUP):
        _give_areas(group)
    set_in_place(drawn)
    for element in drawn.iter():
        _tidy(element)
    if chinese():
        _say_language(drawn)
    state_looks(drawn)
    _own_ids(drawn, name)
    _unwrap(drawn)
    gather(drawn)
    return _serialise(_root(drawn, name, title, desc))


def _drop_extras(drawn: ET.Element) -> None:
    """Metadata and style sheets, which would reach the whole page."""
    for parent in list(drawn.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)


def _give_areas(group: ET.Element) -> None:
    """The areas of a group's gid to its marks: one to all, or each its own, in their order."""
    own, sign, trace = group.get("id", "").partition(TRACE)
    found = _AREAS.search(own)
    if not found:
        return
    group.set("id", (own[: found.start()].strip() or "group_0") + sign + trace)
    codes = found[1].strip("-").split("-")
    marks = [mark for mark in group.iter() if mark.tag in (USE, TEXT)]
    marks += [path for child in (group, *group.findall(GROUP)) for path in child.findall(PATH)]
    if len(codes) == 1:
        codes *= len(marks)
    if len(codes) == len(marks):
        for code, mark in zip(codes, marks, strict=True):
            mark.set("class", area_class(code))


def _say_language(drawn: ET.Element) -> None:
    """English words of a story on a Chinese picture: also a line of them without the number."""
    for text in drawn.iter(TEXT):
        if _ENGLISH.search(text.text or "") and not _CHINESE.search(text.text):
            text.set("lang", ENGLISH)


def _own_ids(drawn: ET.Element, name: str) -> None:
    """Prefix the ids that are pointed to or given by us; drop matplotlib's running numbers."""
    wanted = {
        pointer
        for element in drawn.iter()
        for value in element.attrib.values()
        if "url(" in value
        for pointer in _POINTER.findall(value)
    }
    for element in drawn.iter():
        own, _, trace = element.attrib.pop("id", "").partition(TRACE)
        for text in list(element.iter(TEXT)) if trace else ():
            _give_trace(text, trace)
        if own in (TICK, HEAD):
            for text in element.iter(TEXT):
                text.set("class", own)
        elif own.startswith(HALO):
            for text in element.iter(TEXT):
                rim(text)
        elif own and (own in wanted or not _OWN_ID.match(own)):
            element.attrib["id"] = f"{name}.{own}"
        for key, value in element.attrib.items():
            if "url(" in value:
                element.attrib[key] = _POINTER.sub(rf"url(#{name}.\1)", value)


def _give_trace(text: ET.Element, trace: str) -> None:
    """What a text claims: one trace of all of it, or the words of each trace as a part of it."""
    parts = each_trace(trace)
    if len(parts) == 1:
        text.set(ATTRIBUTE, trace)
        return
    text.text = ""
    for words, own in parts:
        if own:
            ET.SubElement(text, TSPAN, {ATTRIBUTE: own}).text = words
        elif len(text):
            text[-1].tail = words
        else:
            text.text = words


def _tidy(element: ET.Element) -> None:
    """Of a text its place to a tenth of a px; no turn by nothing, no spare spaces."""
    if element.tag == TEXT:
        for key in ("x", "y"):
            place = tenth(float(element.attrib.pop(key, "0")))
            element.attrib |= {} if place == "0" else {key: place}
    if _NO_TURN.match(element.get("transform", "")):
        del element.attrib["transform"]
    if element.tag != TEXT:
        element.text = None
    element.tail = None


def _unwrap(parent: ET.Element) -> None:
    """Lift the children of groups that carry nothing, and drop empty groups and defs."""
    for child in list(parent):
        _unwrap(child)
        at = list(parent).index(child)
        if child.tag == GROUP and not child.attrib:
            parent[at : at + 1] = list(child)
        elif child.tag == f"{{{SVG}}}defs" and len(child) == 0:
            parent.remove(child)


def _root(drawn: ET.Element, name: str, title: str, desc: str) -> ET.Element:
    """The <svg> element anew: a viewBox for a size, one font for all, what it is called."""
    root = ET.Element(f"{{{SVG}}}svg", {"viewBox": drawn.get("viewBox"), "role": "img"})
    root.set("style", _size(float(drawn.get("viewBox").split()[2])))
    root.set("font-family", CHINESE_FAMILIES if chinese() else FAMILIES)
    root.set("font-size", str(LABEL))
    root.set("fill", themed(INK))
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


def _size(width: float) -> str:
    least = f"min-width:{width * LEAST_GROWTH:.0f}px;" if width > WIDTH else ""
    return f"width:100%;{least}max-width:{width * MAX_GROWTH:.0f}px;height:auto"


def _serialise(root: ET.Element) -> str:
    """XML text with SVG as the default namespace and no prefixes."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    root.attrib = {"xmlns": SVG, **root.attrib}
    return ET.tostring(root, encoding="unicode").replace(" />", "/>")
