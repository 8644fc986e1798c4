"""Re-derives the values and ranks of this edition from its observations; needs pandas alone."""

import sys
from pathlib import Path

import pandas as pd

HOME = Path(__file__).resolve().parent
read = lambda path: pd.read_csv(path, dtype=str, keep_default_na=False)  # noqa: E731
rows = read(HOME / "data/clean/observations.csv")
about = read(HOME / "data/reference/indicators.csv").set_index("code")
used = rows[(rows.measure == "level") & (rows.obs_status == "actual") & (rows.comparable == "yes")]
used = used[(used.repeats == "") & used.time_period.str.fullmatch(r"\d{4}")]
value = {(row.indicator, row.ref_area, int(row.time_period)): float(row.obs_value)
         for row in used.itertuples()}  # fmt: skip
for code, item in about[about.numerator != ""].iterrows():
    for (part, area, year), number in list(value.items()):
        if part == item.numerator and item.window:  # the sum of several years
            years = [value.get((part, area, year - back)) for back in range(int(item.window))]
            value |= {} if None in years else {(code, area, year): sum(years)}
        elif part == item.numerator and (below := value.get((item.denominator, area, year))):
            value[code, area, year] = number / below * float(item.factor or 1)
tables = {path.stem: read(path) for path in sorted((HOME / "reports/data").glob("*.csv"))}
charts = {code: tables.get(f"{code}-provinces") for code in about.index}
charts = {code: chart for code, chart in charts.items() if chart is not None}
peers = set().union(*(chart.area for chart in charts.values()))
held = pd.Series({key: number for key, number in value.items() if key[1] in peers})
counts = held.groupby(level=[0, 2]).size()
newest = counts[counts > len(peers) / 2].reset_index().groupby("level_0").level_1.max()
lower = held.index.get_level_values(0).map(about.direction) == "lower"
rank = held.where(~lower, -held).groupby(level=[0, 2]).rank(method="min", ascending=False)
found, left = [], []
for name, table in tables.items():
    code, _, kind = name.rpartition("-")
    across, _, up = name.partition("-against-")
    table = table.rename(columns={"ref_area": "area", "part": "indicator"})
    if code in charts and kind in ("provinces", "trend", "map"):
        table = table.assign(indicator=code, year=table.get("year", newest[code]))
    elif up in about.index:
        table = table.rename(columns={"x": across, "y": up, "size": "rd_expenditure"})
        table = table[["area", across, up, "rd_expenditure"]].melt("area", var_name="indicator")
        table["year"] = newest[[across, up, "rd_expenditure"]].min()
    elif "role" in table and "area" not in table and "profile_of" in table:
        own = table.profile_of.where(table.role == "own", "")
        table["area"] = own.where(table.role != "nation", "100000")
    if not {"indicator", "area", "year"} <= {*table} or not {"value", "rank"} & {*table}:
        left.append(name)
        continue
    for row in table[(table.area != "") & table.indicator.isin(about.index)].to_dict("records"):
        key = row["indicator"], row["area"], int(row["year"] or 0)
        scale = float(about.display_scale[key[0]])
        for column, ours, per in (("value", value, scale), ("rank", rank, 1)):
            if row.get(column):
                found.append((name, *key, column, float(row[column]), ours.get(key, 1e99) / per))
wrong = [one for one in found if abs(one[-1] - one[-2]) > 1e-9 * abs(one[-2])]
print(len(found), "values and ranks of", len(tables) - len(left), "tables:", len(wrong), "differ")
print(*wrong[:20], "Not re-derived: " + ", ".join(left), sep="\n")
sys.exit(bool(wrong))
