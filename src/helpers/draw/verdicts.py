"""How a verdict on a promise is shown: a sign and a word, never colour alone."""

from __future__ import annotations

from helpers.draw.layout import Sheet
from helpers.draw.style import INK, LABEL, MET, MISSED, PAPER, SOFT

SIGNS = {"met": "✓", "missed": "✗", "open": "→", "undecided": "?"}
"""verdict -> the sign in front of its word."""
COLORS = {"met": MET, "missed": MISSED, "open": INK, "undecided": SOFT}
_RADIUS = 7.0
_STROKES = {
    "met": [([-3.2, -1.0, 3.4], [0.2, 2.6, -3.0])],
    "missed": [([-2.7, 2.7], [-2.7, 2.7]), ([-2.7, 2.7], [2.7, -2.7])],
    "open": [([-3.4, 3.2], [0, 0]), ([0.6, 3.2, 0.6], [-2.6, 0, 2.6])],
}


def draw_verdict(sheet: Sheet, x: float, y: float, verdict: str) -> None:
    """The sign in a ring, centred at page px: filled where it is decided, hollow where not."""
    color, decided = COLORS[verdict], verdict in ("met", "missed")
    sheet.line([x], [y], marker="o", markersize=2 * _RADIUS, markeredgewidth=1.3, color=color,
               markerfacecolor=color if decided else PAPER, linestyle="none",
               label=f"verdict {verdict}")  # fmt: skip
    look = {"color": PAPER if decided else color, "linewidth": 1.7, "solid_capstyle": "round"}
    for across, down in _STROKES.get(verdict, ()):
        sheet.line([x + step for step in across], [y + step for step in down], **look)
    if verdict == "undecided":  # a question mark is read as text
        sheet.text(x, y + 3.6, "?", bold=True, color=color, ha="center", size=LABEL)
