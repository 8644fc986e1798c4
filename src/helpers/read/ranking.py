"""The published ranking of provinces by innovation capability, as transcribed.

Ranks, and for two editions scores, of the China Regional Innovation Capability
Evaluation Report, taken down from reposted pages: of low authority. What the
person who transcribed it remarked decides how far a row may be used.
"""

from __future__ import annotations

import re
from decimal import Decimal
from reprlib import repr as shown  # quotes what stands there, clipped, control characters escaped

import pandas as pd

from helpers.csv_cells import NUMBER
from helpers.csv_rows import table_rows
from helpers.faults import Fault, FaultsFound
from helpers.read import arrivals
from helpers.read.panel import YEAR
from helpers.reference import RANKING

COLUMNS = ("report_year", "data_year", "rank", "province", "score_as_printed", "remark")
RANK = re.compile(r"[1-9][0-9]?")
LAG = 2
LAG_NOTE = f"data year = report year - {LAG}"
SUSPECT = "SUSPECT"
MISPRINT = "misprint in the transcribed page: higher than the rank above"
UNCONFIRMED = re.compile(r"ranks ([0-9]{1,2})-([0-9]{1,2})\b.*\bunconfirmed")
COMMENTATOR = "commentator"
NATION = "nation"


def read_ranking(content: bytes, *, source_id: str, file: str) -> pd.DataFrame:
    """Read a table with exactly the columns `COLUMNS` into arrivals: a rank of each row, and a
    score where one is printed. The period is the report's year; every note says what year its
    data are of, then the remark.

    - A score whose remark begins with SUSPECT gets an exclusion; its rank stays.
    - A rank that the remark calls unconfirmed, or that only a commentator stated, has
      comparable "no".
    - Scores fall with the rank: one that does not, without a remark, is a fault, and so is a
      remark SUSPECT on a score that does.

    Raises FaultsFound with every fault of the file.
    """
    table, faults = table_rows(content, file=file, columns=COLUMNS)
    sound = []
    for line, row in table:
        found = _cell_faults(file, line, row)
        faults += found
        if not found:
            sound.append((line, row))
    faults += _repeat_faults(file, sound)
    faults += _order_faults(file, sound)
    if not table and not faults:
        faults.append(Fault(file, None, "", "no row stands below the names of the columns"))
    if faults:
        raise FaultsFound(sorted(faults, key=lambda fault: fault.line or 0))
    rows = [arrival for line, row in sound for arrival in _arrivals(line, row)]
    return arrivals.frame([row | {"source_id": source_id, "file": file} for row in rows])


def _arrivals(line: int, row: dict[str, str]) -> list[dict[str, str]]:
    """The rank of a row, and its score where one is printed."""
    year, province, remark = row["report_year"], row["province"], row["remark"]
    suspect = remark.startswith(SUSPECT)
    common = {"line": str(line), "area": province, "time_period": year, "obs_status": "actual"}
    rank = common | {
        "locator": f"rank/{year}/{province}",
        "indicator": RANKING,
        "measure": "rank",
        "as_printed": row["rank"],
        "unit": "RANK",
        "reference_group": NATION,
        "comparable": "no" if _doubtful(int(row["rank"]), remark) else "",
        # what is suspect is the score, so the rank's note says whose remark it is
        "note": _note(f"score: {remark}" if suspect else remark),
    }
    score = common | {
        "locator": f"score/{year}/{province}",
        "indicator": "regional_innovation_capability_score",
        "measure": "level",
        "as_printed": row["score_as_printed"],
        "unit": "SCORE",
        "exclusion": MISPRINT if suspect else "",
        "note": _note(remark),
    }
    return [rank, score] if row["score_as_printed"] else [rank]


def _note(remark: str) -> str:
    return f"{LAG_NOTE}; {remark}" if remark else LAG_NOTE


def _doubtful(rank: int, remark: str) -> bool:
    """A remark about ranks 6-10 stands on all rows of its year: only those ranks are meant."""
    unconfirmed = UNCONFIRMED.search(remark)
    if unconfirmed and int(unconfirmed[1]) <= rank <= int(unconfirmed[2]):
        return True
    return COMMENTATOR in remark


def _cell_faults(file: str, line: int, row: dict[str, str]) -> list[Fault]:
    faults = [
        Fault(file, line, column, f"{shown(row[column])} stands there", allowed)
        for column, pattern, allowed in (
            ("report_year", YEAR, "a year, such as 2023"),
            ("data_year", YEAR, "a year, such as 2021"),
            ("rank", RANK, "a whole number from 1 to 99"),
        )
        if not pattern.fullmatch(row[column])
    ]
    if not faults and int(row["data_year"]) != int(row["report_year"]) - LAG:
        faults.append(
            Fault(
                file,
                line,
                "data_year",
                f"{row['data_year']} stands there for the report of {row['report_year']}",
                f"{int(row['report_year']) - LAG} ({LAG_NOTE})",
            )
        )
    if not row["province"]:
        faults.append(Fault(file, line, "province", "the cell is blank"))
    score = row["score_as_printed"]
    if score and not NUMBER.fullmatch(score):
        faults.append(
            Fault(
                file,
                line,
                "score_as_printed",
                f"{shown(score)} stands there",
                "a number such as 26.82, or a blank cell where no score is printed",
            )
        )
    if not score and row["remark"].startswith(SUSPECT):
        faults.append(
            Fault(file, line, "remark", f"{SUSPECT} is said of a score, and there is no score")
        )
    return faults


def _repeat_faults(file: str, rows: list[tuple[int, dict[str, str]]]) -> list[Fault]:
    """A province, and a rank, stands once in a report's year."""
    faults = []
    for column in ("province", "rank"):
        met: dict[tuple[str, str], int] = {}
        for line, row in rows:
            key = (row["report_year"], row[column])
            if key in met:
                faults.append(
                    Fault(
                        file,
                        line,
                        column,
                        f"{shown(row[column])} stands in line {met[key]} already, "
                        f"for the report of {row['report_year']}",
                    )
                )
            met.setdefault(key, line)
    return faults


def _order_faults(file: str, rows: list[tuple[int, dict[str, str]]]) -> list[Fault]:
    faults = []
    above: dict[str, Decimal] = {}
    scored = [(line, row) for line, row in rows if row["score_as_printed"]]
    for line, row in sorted(scored, key=lambda item: int(item[1]["rank"])):
        score, year = Decimal(row["score_as_printed"]), row["report_year"]
        higher = year in above and score > above[year]
        suspect = row["remark"].startswith(SUSPECT)
        if higher and not suspect:
            faults.append(
                Fault(
                    file,
                    line,
                    "score_as_printed",
                    f"{score} at rank {row['rank']} is higher than the {above[year]} above it",
                    todo=f"Look at the page; begin the remark of a misprint with {SUSPECT}",
                )
            )
        if suspect and not higher:
            faults.append(
                Fault(
                    file,
                    line,
                    "remark",
                    f"{SUSPECT} is said of {score}, which is not higher than the rank above",
                )
            )
        if not suspect:
            above[year] = score
    return faults
