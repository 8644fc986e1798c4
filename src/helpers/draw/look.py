"""The look of charts and tables: a page holds it in its frame, JupyterLab is given it here."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files

LOOK_MIME = "application/vnd.innovation-report.look+json"
"""What marks an output that only brings the look: a page has it already, and leaves it out."""

_OUTPUTS = ".jp-RenderedHTMLCommon, .nbclassic .output_html"
_STRIPES = "tbody tr:is(:nth-child(n), :hover) { background: none; }"  # of JupyterLab, not ours


@cache
def pieces() -> str:
    """The style sheet of the pieces of a report."""
    return files("helpers.draw").joinpath("pieces.css").read_text(encoding="utf-8")


class _Look:
    """An output without words: the style sheet, for outputs alone."""

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, object]:
        colours, _, rules = pieces().partition("\n}\n")
        style = f"{colours}\n}}\n{_OUTPUTS} {{\n{_STRIPES}\n{rules}\n}}"
        return {"text/html": f"<style>{style}</style>", "text/plain": "", LOOK_MIME: {}}


def show_look() -> None:
    """In a notebook: outputs look from here on as a page will show them. Elsewhere: nothing."""
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        ipython.display.display(_Look())
