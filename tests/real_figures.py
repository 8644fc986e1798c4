"""The raw files of the project, and how its observations are looked up."""

import csv
from pathlib import Path

ROOT = Path(__file__).parents[1]


DATA = ROOT / "data"


PANEL = DATA / "raw" / "nbs-most-mof_official-panel_2026-11-22.csv"


RANKING = DATA / "raw" / "research-group_regional-innovation-capability_2026-11-22.csv"


HUNAN, HENAN, HUBEI, NATION = "430000", "410000", "420000", "100000"
WUHAN, HUANGSHI = "420100", "420200"


CHANGSHA_EVENING, HUASHENG = "changsha_evening_news_2023", "huasheng_online_2023"


STORIES = {
    CHANGSHA_EVENING,
    HUASHENG,
    "henan_daily_2022",
    "huangshi_daily_2022",
    "wuhan_key_points_2023",
}


def csv_rows(path, encoding="utf-8-sig"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def told(table, **cells):
    """The observations of stories (derived ones not) with these cells."""
    rows = table[table["source_id"].isin(STORIES) & (table["derived_from"] == "")]
    for column, value in cells.items():
        rows = rows[rows[column] == value]
    return rows


def only(rows):
    assert len(rows) == 1, rows["as_printed"].to_list()
    return rows.iloc[0]
