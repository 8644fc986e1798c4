"""What stands around a page's content: head, contents, ways to other pages, how to cite, scripts.

A page holds its style and scripts, the scripts named in its policy by their hashes; nothing
is loaded. All of it can be read and followed with scripts off: they add marking an area in
every chart, sorting, pictures to take away, and where a number comes from.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import chain

import jinja2

from helpers.draw.look import pieces
from helpers.draw.style import DARK
from helpers.language import chinese, say
from helpers.site.place import Link, Place

STYLES = ("report.css", "traces.css")
CHOICES = "weights.css"
CHOSEN = re.compile(r'class="(?:choose|takes|weights)[ "]')  # what CHOICES is the look of
SAID_IN_SCRIPT = re.compile(r'\bsay\(("(?:[^"\\]|\\.)*")')
TAKES = 'id="scoreboard-takes-choice"'  # what takes.js offers
WEIGHTS = 'id="scoreboard-weights-choice"'  # what weights.js moves
SPARE = re.compile(r'("[^"]*")|\s*([{};,>])\s*|(?<=:) +')


@dataclass(frozen=True)
class Script:
    """A script that the page holds. hash: what the page's policy names it by."""

    text: str

    @property
    def hash(self) -> str:
        return f"sha256-{b64encode(sha256(self.text.encode()).digest()).decode()}"


def framed(place: Place, heading: str, headings: Sequence[tuple[int, str, str]], body: str,
           traces: str = "", looks: str = "") -> str:  # fmt: skip
    """The whole page. headings: the body's, as (level, id, text). traces: table of its claims.

    looks: rules of the classes of its pictures.
    """
    before, after = _neighbours(place)
    scripts = [Script(_lean(_file(name))) for name in _scripts(traces, body)]
    return _template().render(
        place=place,
        heading=heading,
        contents=_contents(headings),
        body=body,
        css=stylesheet(bool(CHOSEN.search(body))) + looks,
        running=_css_text(heading if heading == place.title else f"{place.title} · {heading}"),
        before=before,
        after=after,
        traces=traces,
        scripts=scripts,
        words=_words(scripts),
    )


def said_in(script: str) -> list[str]:
    """The messages that a script says: its `say` takes them as ours does, each a text in quotes."""
    return [json.loads(text) for text in SAID_IN_SCRIPT.findall(script)]


def _words(scripts: Sequence[Script]) -> str:
    """The table that a page's scripts say their messages by; "" in English, which needs none."""
    if not chinese():
        return ""
    messages = dict.fromkeys(one for script in scripts for one in said_in(script.text))
    table = {message: say(message) for message in messages}
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _scripts(traces: str, body: str) -> list[str]:
    """The package's own scripts that this page has use for; a notebook brings none."""
    wanted = {"traces.js": bool(traces), "weights.js": WEIGHTS in body, "takes.js": TAKES in body}
    return ["site.js", *(name for name, used in wanted.items() if used)]


@cache
def stylesheet(choices: bool = False) -> str:
    """The look of all pages, light and dark. choices: of a page with something to choose, too."""
    dark = "".join(f"--{name}:{color};" for name, color in DARK.items())
    schemes = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    names = (*STYLES, CHOICES) if choices else STYLES
    return _close(_lean(pieces() + "".join(map(_file, names))) + schemes)


def _close(style: str) -> str:
    """A style without the blanks that it can be read without; its strings are left alone."""
    return SPARE.sub(lambda found: found[1] or found[2] or "", style).replace(";}", "}")


def _lean(text: str) -> str:
    """A style or script without the comments and blanks that only its authors need."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\s*\n\s*", "\n", text).lstrip()


def _contents(headings: Sequence[tuple[int, str, str]]) -> list[tuple[str, str, list[Link]]]:
    """Sections, and under each its parts: (id, text, [(id, text)])."""
    sections: list[tuple[str, str, list[Link]]] = []
    for level, anchor, text in headings:
        if level == 2:
            sections.append((anchor, text, []))
        elif level > 2 and sections:
            sections[-1][2].append((anchor, text))
    return sections


def _neighbours(place: Place) -> tuple[Link | None, Link | None]:
    """The profiles before and after this one; both None on a page that is none."""
    links = list(chain.from_iterable(areas for _, areas in place.profiles))
    at = next((at for at, (href, _) in enumerate(links) if href == place.here), None)
    if at is None:
        return None, None
    return (links[at - 1] if at else None), (links[at + 1] if at + 1 < len(links) else None)


def _css_text(words: str) -> str:
    """Words as a string of CSS that nothing in them can end."""
    return json.dumps(words, ensure_ascii=False).replace("<", "\\3c ").replace("\\n", " ")


def template_environment() -> jinja2.Environment:
    """What templates are read with; they say their words by `say`, as modules do."""
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["say"] = say
    return environment


@cache
def _template() -> jinja2.Template:
    environment = template_environment()
    return environment.from_string(_file("page.html.j2"))


def _file(name: str) -> str:
    return files("helpers.site").joinpath("templates", name).read_text(encoding="utf-8")
