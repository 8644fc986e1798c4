"""What is told of the runs: how far they are, rows, a chart."""

from __future__ import annotations

import sys
from pathlib import Path

from profiling.clock import machine

COLUMNS = ("what", "areas", "wall_seconds", "cpu_seconds", "of_the_first_wall", "of_the_first_cpu",
           "peak_mb", "machine")  # fmt: skip


class Progress:
    """A bar on a terminal, plain lines elsewhere."""

    def __init__(self, total: int):
        from tqdm import tqdm

        self._bar = tqdm(total=total, desc="profiles", disable=not sys.stderr.isatty())

    def step(self, words: str) -> None:
        self._bar.update()
        if self._bar.disable:
            print(f"profiles: {words}", flush=True)

    def end(self) -> None:
        self._bar.close()


def row_of(
    what: str, areas: int, found: tuple[float, ...], before: list[dict[str, str]]
) -> dict[str, str]:
    wall, cpu, peak = found
    row = {"what": what, "areas": str(areas), "wall_seconds": f"{wall:.3f}",
           "cpu_seconds": f"{cpu:.3f}", "of_the_first_wall": "", "of_the_first_cpu": "",
           "peak_mb": f"{peak:.0f}", "machine": machine()}  # fmt: skip
    if before:
        row["of_the_first_wall"] = f"{wall / float(before[0]['wall_seconds']):.3f}"
        row["of_the_first_cpu"] = f"{cpu / float(before[0]['cpu_seconds']):.3f}"
    return row


def goals(rows: list[dict[str, str]]) -> list[str]:
    """What was aimed at, what came of it, and whether it is met."""
    wall, cpu = (
        {(row["what"], row["areas"]): float(row[f"{kind}_seconds"]) for row in rows}
        for kind in ("wall", "cpu")
    )
    two, one, four = "engine, two processes", "engine, one process", "4"
    cells = "engine, cells alone"
    beside = f"{two}, and the comparison"
    every = next(row["areas"] for row in rows if row["what"] == beside)
    measured = ("command lines", every) in wall
    lines = wall["command lines", every if measured else four]
    lines *= 1 if measured else int(every) / int(four)
    how = "" if measured else " (reckoned from four)"
    least = (
        ("times as fast as the command lines", wall["command lines", four] / wall[two, four], 4.5),
        (f"times as fast, all areas{how}", lines / wall[two, every], 4.5),
        ("times as fast as papermill's API in two processes",
         wall["papermill, two processes", four] / wall[two, four], 1.9),
    )  # fmt: skip
    if (papermill_two := ("papermill, two processes", every)) in wall:
        times = wall[papermill_two] / wall[two, every]
        least += (("times as fast as papermill's API in two processes, all areas", times, 1.9),)
    most = (
        *(
            (f"of the CPU of {way}, {engine}{', all areas' if areas == every else ''}",
             cpu[engine, areas] / cpu[way, areas], bound)
            for areas in (four, every) if (one, areas) in cpu
            for engine, way, bound in ((cells, "plain functions", 1.15),
                                       (one, "plain functions, pages made", 1.15),
                                       (one, "plain functions", 1.15),
                                       (cells, "papermill, one process", 0.4),
                                       (one, "papermill, one process", 0.4))
        ),
        (f"of the command lines' time, profiles and comparison{how}", wall[beside, every] / lines,
         0.14),
        ("of the time of import papermill, nothing changed",
         wall["edition, nothing changed", every] / wall["import papermill", every], 0.1),
    )  # fmt: skip
    return [
        f"{value:.3g} {what}: goal {bound} {end}, {'met' if met else 'missed'}"
        for end, met, what, value, bound in (
            *(("or more", value >= bound, what, value, bound) for what, value, bound in least),
            *(("or less", value <= bound, what, value, bound) for what, value, bound in most),
        )
    ]


def chart(rows: list[dict[str, str]], path: Path) -> None:
    """CPU and wall seconds of each way, as bars."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "profiles"})
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 0.5 + 0.42 * len(rows)), layout="constrained")
    ax = figure.add_subplot()
    for at, row in enumerate(rows):
        for shift, column, color in ((-0.2, "wall_seconds", "#0b62b0"),
                                     (0.2, "cpu_seconds", "#8f8f8f")):  # fmt: skip
            value = float(row[column])
            label = column.replace("_", " ") if at == 0 else None
            ax.barh(at + shift, value, 0.38, color=color, label=label)
            ax.text(value, at + shift, f" {value:.1f}", va="center", fontsize=7)
    ax.set_yticks(range(len(rows)), [f"{row['what']} ({row['areas']})" for row in rows])
    ax.invert_yaxis()
    ax.legend(frameon=False)
    ax.set_title(f"Seconds for profiles ({rows[0]['machine']})", fontsize=9, loc="left")
    ax.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Date": None})
