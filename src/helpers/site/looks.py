"""What the pictures of a page look like, said once in its style sheet; short ids, bare values.

A picture that stands alone says the look of each of its marks by attributes. On a page with many
pictures the same few looks return thousands of times: each becomes a class of one or two signs
(the commonest get the shortest), with one rule, and plain values lose their quotes, those of the
cells of tables too: a page is HTML, a picture that is taken away is XML again. `site.js` turns a
class back into its attributes where a reader takes a picture away.
"""

from __future__ import annotations

import re
from collections import Counter
from string import ascii_letters, ascii_uppercase, digits

LOOKS = (
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight",
    "text-anchor", "paint-order",
)  # fmt: skip
"""Attributes of SVG that a rule of CSS may say in the same words."""

_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TAG = re.compile(r'<([\w:-]+)((?: [\w:-]+="[^"]*")*)(/?)>')
_ATTRIBUTE = re.compile(r' ([\w:-]+)="([^"]*)"')
_PLAIN = re.compile(r"[\w#%.,:;()' -]*")  # nothing that could end a rule
_CALLED = re.compile(r' aria-labelledby="([\w-]+)\.title"')
_ID = re.compile(r'(?<= )(id|aria-labelledby|aria-describedby)="([\w-]+)\.(title|desc)"(?=[ >])')
_CELL = re.compile(r'<(?:td|th|span)(?: [\w-]+="[^"]*")+>')  # thousands on a page
_QUOTED = re.compile(r'( [\w-]+=)"([\w.:-]+)"')
_WORD = re.compile(r"[\w.:-]+")
_NUMBER = re.compile(r"\d*\.?\d+")
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'


def said_once(body: str) -> tuple[str, str]:
    """The body with classes for the looks of its pictures, and the rules of these classes.

    A class is one of A to Z, or such a letter and a second sign; areas' classes ("a43") are
    never met. A look that stands on the page once keeps its attributes.
    """
    tags = (tag for picture in _PICTURE.findall(body) for tag in _TAG.finditer(picture))
    counted = Counter(look for tag in tags if (look := _look(tag[2])))
    common = [look for look, times in counted.most_common() if times > 1]
    names = dict(zip(common, _names(), strict=False))
    rules = "".join(f".{name}{{{look}}}\n" for look, name in names.items())
    body = _PICTURE.sub(lambda found: _classed(found[0], names), body)
    return _CELL.sub(lambda cell: _QUOTED.sub(r"\1\2", cell[0]), _short_ids(body)), rules


def _short_ids(body: str) -> str:
    """What a picture's title and words are called, which only the picture asks for: "7.t"."""
    names = {name: str(at) for at, name in enumerate(dict.fromkeys(_CALLED.findall(body)))}

    def short(found: re.Match[str]) -> str:
        name = names.get(found[2])
        return found[0] if name is None else f'{found[1]}="{name}.{found[3][0]}"'

    return _ID.sub(short, body)


def _names() -> list[str]:
    seconds = ascii_letters + digits
    return [*ascii_uppercase, *(one + two for one in ascii_uppercase for two in seconds)]


def _look(attributes: str) -> str:
    """The declarations that say what these attributes say of the look; "" for nothing."""
    said = dict(_ATTRIBUTE.findall(attributes))
    words = [f"{key}:{_in_css(key, said[key])}" for key in LOOKS if key in said]
    look = ";".join([*words, *([said["style"]] if "style" in said else [])])
    return look if _PLAIN.fullmatch(look) else ""


def _in_css(key: str, value: str) -> str:
    return f"{value}px" if key == "font-size" and _NUMBER.fullmatch(value) else value


def _classed(picture: str, names: dict[str, str]) -> str:
    return _TAG.sub(lambda tag: _tag(tag, names), picture.replace(_NAMESPACE, ""))


def _tag(tag: re.Match[str], names: dict[str, str]) -> str:
    name, given = names.get(_look(tag[2])), _ATTRIBUTE.findall(tag[2])
    if name:
        own = dict(given).get("class", "")
        given = [(key, value) for key, value in given if key not in (*LOOKS, "style", "class")]
        given.insert(0, ("class", f"{own} {name}".strip()))
    given.sort(key=lambda pair: pair[0] != "class")
    last = len(given) - 1
    said = "".join(
        # HTML needs no quotes around a plain value, if no slash follows it
        f" {key}={value}"
        if tag[1] != "svg" and _WORD.fullmatch(value) and (at < last or not tag[3])
        else f' {key}="{value}"'
        for at, (key, value) in enumerate(given)
    )
    return f"<{tag[1]}{said}{tag[3]}>"
