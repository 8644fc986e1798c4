"""Re-derives the values, ranks, medians and default scores of this edition; needs pandas alone.
Named at the end is what it leaves: words, counts, changes, random draws, what stories print and
promise (a verdict hangs on their words). A figure that differs is listed, and ends it with 1."""
from math import log
from pathlib import Path
import pandas as pd

HOME = Path(__file__).resolve().parent
read = lambda path, key=None: pd.read_csv(path, dtype=str, keep_default_na=False, index_col=key)
about, plan, areas = (read(HOME / f"data/reference/{name}.csv", 0)
                      for name in ("indicators", "scoreboard", "areas"))
tables = {path.stem: read(path).rename(columns={"ref_area": "area", "part": "indicator"})
          for path in (HOME / "reports/data").glob("*.csv")}
rows = read(HOME / "data/clean/observations.csv").rename(columns={"time_period": "year"})
rows = rows[rows.measure + rows.obs_status + rows.comparable + rows.repeats == "levelactualyes"]
rows = rows[rows.year.str.len() == 4].astype({"year": int, "obs_value": float})
rows = rows.set_index(["indicator", "ref_area", "year"]).obs_value.unstack()
value = {code: rows.loc[code] for code in rows.index.unique(0)}  # areas by years, in base units
sums = lambda code, years: value[code].T.rolling(int(years or 1)).sum().T
for to, of in about[about.numerator.isin(value)].iterrows():
    value[to] = sums(of.numerator, of.window) / value.get(of.denominator, 1) * float(of.factor or 1)
peers = sorted({area for t in tables.values() if {"area", "rank_of"} <= {*t} for area in t.area})
gdp, ours, extreme = "gdp_revised", {}, lambda x: abs(x.skew()) > 2 and x.kurt() > 3.5
if "\ngdp_vintage: published" in (HOME / "parameters.yml").read_text("utf-8"):
    gdp, value[""] = "", value["rd_expenditure_bulletin"] / value["rd_intensity_as_published"] * 100
below = {"gdp": gdp, "gdp_three_years": gdp, "population": "population_yearend",
         "budget": "fiscal_exp_total", "rd_total": "rd_expenditure"}
for long in [name[16:] for name in ("scoreboard-slope", "scoreboard-slope-long") if name in tables]:
    board, years = pd.DataFrame(), sorted({*tables["scoreboard-slope" + long].year.astype(int)})
    for code, item in plan[::-1].iterrows():
        if not item.numerator:  # the mean of what there is
            parts = board[[part for part in board if plan.parent[part] == code]]
            weights = parts.notna() * plan.weight[parts.columns].astype(float)
            board[code] = (parts * weights).sum(axis=1) / weights.sum(axis=1)
            value[code + long] = board[code].unstack()
        elif not long or item.reaches_back == "yes":
            x = sums(item.numerator, item.window) / sums(below[item.denominator], item.window)
            value[code] = x * float(item.factor)
            raw = x = x.reindex(peers)[years].stack()
            while extreme(x) and len(x.compare(raw)) < 5:  # outliers are drawn in, or logarithms
                x = x.clip(*x[x != (x.max() if x.skew() > 0 else x.min())].agg(["min", "max"]))
            x = (raw - raw.min() + (raw.max() - raw.min()) / 100).map(log) if extreme(x) else x
            board[code] = 100 * (x - x.min()) / (x.max() - x.min())
    ours |= {("score", code + long): board[code].unstack() for code in board}
for code, table in value.items():
    own, lower = table.reindex(peers), about.direction.get(code) == "lower"
    both = table, own.groupby(areas.zone).median(), own.median().to_frame("").T  # "": of all
    ours["value", code] = pd.concat(both) / float(about.display_scale.get(code, 1))
    ours["rank", code] = own.round(9).rank(method="min", ascending=lower)
ours, keys = pd.concat(ours).stack(), ["indicator", "area", "year"]
said = pd.concat(table.assign(table=name) for name, table in tables.items()
                 if {*keys} <= {*table} and "obs_status" not in table)
said = said.melt(["table", *keys], [*{"value", "score", "rank"} & {*said}], "kind", "said")
said = said[said.said.notna() & (said.said != "") & said.indicator.isin(value)]
said = said.astype({"year": int, "said": float})
said["ours"] = ours.reindex(pd.MultiIndex.from_frame(said[["kind", *keys]])).to_numpy()
wrong = said[~((said.ours - said.said).abs() <= 1e-9 * said.said.abs())]
print(f"{len(said):,} figures of {said.table.nunique()} tables compared: {len(wrong)} differ")
print("Not re-derived:", *sorted({*tables} - {*said.table}))
raise SystemExit(wrong.to_string() if len(wrong) or said.empty else 0)
