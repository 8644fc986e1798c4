"""Re-derives the values, ranks, medians and default scores of this edition; needs pandas alone."""
from pathlib import Path
import pandas as pd
HOME, NATION, keys = Path(__file__).resolve().parent, "100000", ["indicator", "area", "year"]
NAMES = {"ref_area": "area", "part": "indicator", "time_period": "year", "period": "year", "obs_value": "value"}
read = lambda path, by=None: pd.read_csv(path, dtype=str, keep_default_na=False, index_col=by).rename(columns=NAMES)
about, chinese, plan, areas = (read(HOME / f"data/reference/{name}.csv", 0) for name in "indicators indicators_zh scoreboard areas".split())
tables = {path.as_posix().split("/reports/")[-1][:-4]: read(path) for path in HOME.glob("reports/**/*.csv")}
rows = read(HOME / "data/clean/observations.csv", "obs_id")
told, use = rows.value.astype(float), rows.measure + rows.obs_status + rows.comparable + rows.repeats
rows = rows[use.isin(["levelactualyes", "rankactualyes"])].set_index(keys).value.astype(float).unstack()
value = {code: rows.loc[code] for code in rows.index.unique(0)}  # areas by years, in base units
sums = lambda code, years: value[code].T.rolling(int(years or 1)).sum().T
for to, of in about[about.numerator.isin(value)].iterrows():
    value[to] = sums(of.numerator, of.window) / value.get(of.denominator, 1) * float(of.factor or 1)
value["old"] = value["rd_expenditure_bulletin"] / value["rd_intensity_as_published"] * 100  # GDP
gdp = ["gdp_revised", "old"][b"\ngdp_vintage: published" in (HOME / "parameters.yml").read_bytes()]
per = {"population": "population_yearend", "budget": "fiscal_exp_total", "rd_total": "rd_expenditure"}
peers = {n[:-10]: t.value[t.parameter == "peers"].item() for n, t in tables.items() if "peers" in [*t.get("parameter", ())]}
main, crowd = peers[min(peers, key=len)], {n: peers[max((to for to in peers if n.startswith(to)), key=len)] for n in tables}
spans = {n.split("-slope")[1]: (gdp, sorted({*t.year})) for n, t in tables.items() if "-slope" in n}
ours, board, weight, extreme = {}, {}, plan.weight.astype(float), lambda x: abs(x.skew()) > 2 and x.kurt() > 3.5
for kind, (gdp, years) in [("-beside-nation", ("old", spans[""][1])), *spans.items()] if spans else []:
    for code, row in plan[::-1].iterrows():
        if row.numerator and (kind != "-long" or row.reaches_back == "yes"):
            x = sums(row.numerator, row.window) / sums(per.get(row.denominator, gdp), row.window)
            value[code], x = x * float(row.factor), x.reindex([*main.split(), NATION])[years].T.unstack()
            raw = y = x.drop(NATION)  # provinces make the scale
            while extreme(y) and len(y.compare(raw)) < 5:  # outliers are drawn in, or logarithms
                y = y.clip(*y[y != (y.max() if y.skew() > 0 else y.min())].agg(["min", "max"]))
            x, y = ([(z - raw.min() + (raw.max() - raw.min()) / 100).apply("log") for z in (x, raw)]
                    if extreme(y) else [x if y.equals(raw) else x.clip(y.min(), y.max()), y])
            if kind != "-beside-nation" or x.notna()[NATION, years[-1]]:
                board[code + kind] = (100 * (x - y.min()) / (y.max() - y.min())).unstack()
        elif not row.numerator:  # the mean of what there is; beside the nation, of what it has
            below = [part for part in plan.index[plan.parent == code] if part + kind in board]
            parts = pd.DataFrame({part: board[part + kind].T.unstack() for part in below}, x.index)
            points = (parts * weight[below]).div((parts * 0 + weight[below]).sum(axis=1), axis=0)
            ours |= {(main, "points", c + kind): points[c].unstack() for c in points}
            board[code + kind] = points.sum(axis=1, min_count=1).unstack()
for who, code, t in [(who, *one) for who in {*crowd.values()} for one in (board | value).items()]:  # among whom a page compares
    own, lower = t.reindex(who.split()), about.direction.get(code) == "lower"
    ours[who, "score", code], ours[who, "rank", code] = board.get(code), own.round(9).rank(method="min", ascending=lower)
    ours[who, "zone_median", code] = own.groupby(areas.zone).transform("median")
    ours[who, "value", code], to = pd.concat([t, own.median().to_frame("").T]), own.fillna(0) * 0
    ours |= {(who, "nation", code): to + t.T.get(NATION, 0), (who, "peers_median", code): to + own.median()}
ours, why = pd.concat(ours).stack().rename("ours"), read(HOME / "not_compared.csv", 0).why
scale = pd.concat({"data": about, "zh": chinese}).display_scale.astype(float)
said = pd.concat([t.assign(table=name, who=crowd[name], of=name.split("/")[0] * ("obs_status" not in t))
                  for name, t in tables.items() if {*keys} <= {*t} and "derived_from" not in t])
said = said.melt([*keys, "table", "who", "of", "obs_id"], [*{*ours.index.unique(1)} & {*said}], "kind", "said")
said = said[(said.said.str.len() > 0) & (said.indicator.isin({*board, *value}) | said.obs_id.isin(told.index))]
said = said.astype({"said": float}).join(ours, on=["who", "kind", *keys]).join(scale, on=["of", "indicator"])
said["ours"] = said.obs_id.map(told).fillna(said.ours) / said.display_scale.mask(said.kind == "rank", 1).fillna(1)
wrong = said[~((said.ours - said.said).abs() <= 1e-9 * said.said.abs())]
print(f"{len(said):,} figures of {said.table.nunique()} tables compared: {len(wrong)} differ")
left = pd.Series(sorted({*tables} - {*said.table})).replace(r"zh/|data/|[-_]?\d{6}", "", regex=True)
for reason, names in left.groupby(left.map(why).fillna("no reason known")):
    print(f"Not compared, {reason}:", *names.unique())
raise SystemExit(wrong.to_string() if len(wrong) or said.empty else 0)
