"""Where labels go so that they do not lie on one another: arithmetic on px, no drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

Line = tuple[float, float, float, float]
"""x, y of one end and x, y of the other."""


class Box(NamedTuple):
    """A rectangle in px, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions nearest to `wanted` (least squares) that keep `gap` px between neighbours.

    Order is kept, and the answer lies between `low` and `high`; where there is no
    room for all, the gap shrinks. In: centres in px, any order. Out: same order as in.
    """
    count = len(wanted)
    if count == 0:
        return []
    if count > 1:
        gap = min(gap, (high - low) / (count - 1))
    order = sorted(range(count), key=lambda place: wanted[place])
    blocks: list[list[float]] = []
    for step, place in enumerate(order):
        blocks.append([wanted[place] - step * gap, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (mean, size), (before, others) = blocks.pop(), blocks.pop()
            blocks.append([(mean * size + before * others) / (size + others), size + others])
    levels = [mean for mean, size in blocks for _ in range(int(size))]
    top = high - (count - 1) * gap
    placed = [0.0] * count
    for step, place in enumerate(order):
        placed[place] = min(max(levels[step], low), top) + step * gap
    return placed


@dataclass(frozen=True)
class Spot:
    """A point that wants a label: where, how big its mark is, the label's size, how badly."""

    x: float
    y: float
    radius: float
    width: float
    height: float
    must: bool = False


# How much of the label lies left of its point, and to which side it is pushed (x, y).
_SIDES = (
    (0.0, 1.0, 0.0),
    (1.0, -1.0, 0.0),
    (0.5, 0.0, -1.0),
    (0.5, 0.0, 1.0),
    (0.0, 0.75, -0.75),
    (0.0, 0.75, 0.75),
    (1.0, -0.75, -0.75),
    (1.0, -0.75, 0.75),
    (0.15, 0.0, 1.0),
    (0.85, 0.0, 1.0),
    (0.15, 0.0, -1.0),
    (0.85, 0.0, -1.0),
)
_TURNS = 10
_NEAR = (3.0,)
_DOUBT = 2.0
"""Px by which a label is nearer to its own mark than to any other, or it might be of either."""
_FAR = (3.0, 8.0, 14.0, 22.0, 32.0, 44.0, 60.0, 80.0)


def place_labels(spots: Sequence[Spot], frame: Box, taken: Sequence[Box] = (),
                 walls: Sequence[Box] = ()) -> list[Box | None]:  # fmt: skip
    """A free box for each label beside its point; None where there is none.

    A label avoids the frame's outside, every point of `spots`, `taken`, `walls` (which no
    leader crosses either), and the labels placed before it. One that `must` be placed may
    stand farther off, where its leader (from the mark to the label's nearest edge) runs
    over no other point or label.
    Several orders of placing are tried; the one that loses fewest labels wins (of
    those that must be placed, then of all), then the one whose labels stand nearest. A label
    that would stand as near to another point as to its own is placed only if it must.
    """
    places = list(range(len(spots)))
    best: list[Box | None] = [None] * len(spots)
    best_cost: tuple[float, ...] = (math.inf,)
    orders = [
        places,
        places[::-1],
        sorted(places, key=lambda place: spots[place].x),
        sorted(places, key=lambda place: spots[place].y),
    ]
    for turn in range(_TURNS):
        lost = [place for place in places if best[place] is None]
        if turn < len(orders):
            order = orders[turn]
        elif lost:
            order = lost + [place for place in order if place not in lost]
        else:
            break
        placed = _place_in_order(spots, order, frame, taken, walls)
        musts = sum(spot.must and box is None for spot, box in zip(spots, placed, strict=True))
        cost = (musts, placed.count(None), math.fsum(map(_distance, spots, placed)))
        if cost < best_cost:
            best, best_cost = placed, cost
    return best


def _distance(spot: Spot, box: Box | None) -> float:
    """Px between a point and the nearest edge of its label, rounded for a stable choice."""
    if box is None:
        return 0.0
    near_x = min(max(spot.x, box.left), box.right)
    near_y = min(max(spot.y, box.top), box.bottom)
    return round(math.hypot(near_x - spot.x, near_y - spot.y), 3)


def _place_in_order(spots: Sequence[Spot], order: Sequence[int], frame: Box,
                    taken: Sequence[Box],
                    walls: Sequence[Box]) -> list[Box | None]:  # fmt: skip
    points = [_mark_box(spot) for spot in spots]
    placed: list[Box | None] = [None] * len(spots)
    lines: list[Line] = []
    for place in order:
        spot = spots[place]
        labels = [box for box in placed if box is not None]
        barred = [*points[:place], *points[place + 1 :], *labels, *walls]
        occupied = [*taken, *points, *labels, *walls]
        others = [*points[:place], *points[place + 1 :]]
        box = _first_free(spot, frame, occupied, barred, lines, others)
        if box is None and (spot.must or not others):
            box = _first_free(spot, frame, occupied, barred, lines)
        placed[place] = box
        if box is not None and (line := leader(spot.x, spot.y, spot.radius, box)):
            lines.append(line)
    return placed


def leader(x: float, y: float, radius: float, box: Box) -> Line | None:
    """The line from a mark's rim to the nearest edge of its label; None if they are close."""
    near_x = min(max(x, box.left), box.right)
    near_y = min(max(y, box.top), box.bottom)
    distance = math.hypot(near_x - x, near_y - y)
    if distance <= radius + 6:
        return None
    share = (radius + 1) / distance
    return x + (near_x - x) * share, y + (near_y - y) * share, near_x, near_y


def _apart(box: Box, other: Box) -> float:
    """Px between the nearest edges of two boxes."""
    across = max(other.left - box.right, box.left - other.right, 0.0)
    down = max(other.top - box.bottom, box.top - other.bottom, 0.0)
    return math.hypot(across, down)


def _mark_box(spot: Spot) -> Box:
    return Box(
        spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius
    )


def _first_free(spot: Spot, frame: Box, occupied: Sequence[Box], barred: Sequence[Box],
                lines: Sequence[Line], others: Sequence[Box] = ()) -> Box | None:  # fmt: skip
    """The nearest place that is free, whose leader is clear and covers no leader there.

    others: marks that the label must not stand as near to as to its own: only the places right
    beside this one are then looked at.
    """
    for distance in _FAR if spot.must and not others else _NEAR:
        for side in _SIDES:
            box = _beside(spot, side, distance)
            if not box.within(frame) or any(box.meets(other) for other in occupied):
                continue
            if any(_crosses(other, box) for other in lines):
                continue
            line = leader(spot.x, spot.y, spot.radius, box)
            near = _apart(box, _mark_box(spot)) + _DOUBT
            if line is None and any(_apart(box, other) < near for other in others):
                continue
            if line is None or not any(_crosses(line, other) for other in barred):
                return box
    return None


def _crosses(line: Line, box: Box) -> bool:
    """Whether a line runs through a box, looked at in steps of about 2 px."""
    x, y, to_x, to_y = line
    steps = max(int(math.hypot(to_x - x, to_y - y) / 2), 1)
    return any(
        box.left < x + (to_x - x) * step / steps < box.right
        and box.top < y + (to_y - y) * step / steps < box.bottom
        for step in range(steps + 1)
    )


def _beside(spot: Spot, side: tuple[float, float, float], distance: float) -> Box:
    """The label's box on one side of its point; a diagonal stands a little nearer."""
    share, across, down = side
    reach = spot.radius + distance
    left = spot.x - share * spot.width + across * reach
    middle = spot.height / 2 if down == 0 else (spot.height if down < 0 else 0.0)
    top = spot.y - middle + down * reach
    return Box(left, top, left + spot.width, top + spot.height)
