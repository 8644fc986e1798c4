"""Re-derives the values, ranks, medians and default scores of this edition; needs pandas alone.
It leaves, and names, tables of words, counts, changes, random draws, and what stories print."""
from pathlib import Path
import pandas as pd
HOME = Path(__file__).resolve().parent
NAMES = {"ref_area": "area", "part": "indicator"}
read = lambda path, key=None: pd.read_csv(path, dtype=str, keep_default_na=False, index_col=key)
about, chinese, plan, areas = (read(HOME / f"data/reference/{name}.csv", 0) for name in
                               ("indicators", "indicators_zh", "scoreboard", "areas"))
tables = {path.relative_to(HOME / "reports").as_posix()[:-4]: read(path).rename(columns=NAMES)
          for path in (HOME / "reports").rglob("*.csv")}  # zh/data/...: those of Chinese pages
rows = read(HOME / "data/clean/observations.csv").rename(columns={"time_period": "year"})
rows = rows[rows.measure + rows.obs_status + rows.comparable + rows.repeats == "levelactualyes"]
rows = rows[rows.year.str.len() == 4].astype({"obs_value": float})
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
for name in sorted(name for name in tables if "scoreboard-slope" in name):
    long, years, board = name.partition("-slope")[2], sorted({*tables[name].year}), {}
    for code, item in plan[::-1].iterrows():
        if not item.numerator:  # the mean of what there is
            parts = pd.DataFrame(board)[[part for part in board if plan.parent[part] == code]]
            weights = parts.notna() * plan.weight[parts.columns].astype(float)
            board[code] = (parts * weights).sum(axis=1) / weights.sum(axis=1)
            value[code + long] = board[code].unstack()
        elif not long or item.reaches_back == "yes":
            x = sums(item.numerator, item.window) / sums(below[item.denominator], item.window)
            value[code] = x * float(item.factor)
            raw = x = x.reindex(peers)[years].stack()
            while extreme(x) and len(x.compare(raw)) < 5:  # outliers are drawn in, or logarithms
                x = x.clip(*x[x != (x.max() if x.skew() > 0 else x.min())].agg(["min", "max"]))
            x = (raw - raw.min() + (raw.max() - raw.min()) / 100).apply("log") if extreme(x) else x
            board[code] = 100 * (x - x.min()) / (x.max() - x.min())
    ours |= {("score", code + long): board[code].unstack() for code in board}
for code, t in value.items():  # an area's, and the nation's and the medians beside it
    own, lower = t.reindex(peers), about.direction.get(code) == "lower"
    ours["rank", code] = own.round(9).rank(method="min", ascending=lower)
    ours["zone_median", code] = own.groupby(areas.zone).transform("median")
    ours["value", code], to = pd.concat([t, own.median().to_frame("").T]), own.fillna(0) * 0
    ours |= {("nation", code): to + t.T.get("100000", 0), ("peers_median", code): to + own.median()}
ours, keys = pd.concat(ours).stack(), ["indicator", "area", "year"]
scale = {"data": about.display_scale.astype(float), "zh": chinese.display_scale.astype(float)}
said = pd.concat(t.assign(table=name, scale=t.indicator.map(scale[name.split("/")[0]]))
                 for name, t in tables.items() if {*keys} <= {*t} and "obs_status" not in t)
said = said.melt(["table", "scale", *keys], [*{*ours.index.unique(0)} & {*said}], "kind", "said")
said = said[(said.said.str.len() > 0) & said.indicator.isin(value)].astype({"said": float})
said["ours"] = ours.reindex(pd.MultiIndex.from_frame(said[["kind", *keys]])).to_numpy()
said["ours"] /= said.scale.mask(said.kind.isin(["rank", "score"]), 1).fillna(1)
wrong = said[~((said.ours - said.said).abs() <= 1e-9 * said.said.abs())]
print(f"{len(said):,} figures of {said.table.nunique()} tables compared: {len(wrong)} differ")
print("Not re-derived:", *sorted({*tables} - {*said.table}))
raise SystemExit(wrong.to_string() if len(wrong) or said.empty else 0)
