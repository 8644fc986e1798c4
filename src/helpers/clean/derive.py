"""Rows computed from others: a stock out of a later stock and its increase, a target level."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import pandas as pd

from helpers.faults import Fault, FaultsFound

FILE = "reference/derivations.csv"
METHODS = {
    "difference": ("minus", lambda base, step: base - step),
    "sum": ("plus", lambda base, step: base + step),
    "growth": ("grown by", lambda base, step: base * (1 + step / Decimal(100))),
}
# What one of a table's bare numbers of yuan stands for -> places to move its point, unit in words.
MONEY = {Decimal(10**8): (-1, "billion yuan"), Decimal(10**4): (-2, "million yuan")}


def derive(observations: pd.DataFrame, derivations: pd.DataFrame) -> pd.DataFrame:
    """`observations` with a row added for each derivation, `derived_from` naming its parents.

    derivations: ref_area, indicator, time_period, measure, obs_status (kept), method (difference,
    sum: base and step in one unit; growth: step in percent), parents ("base;step"), note.
    A step "over" makes the result "over" (under, for a difference); the size of the last digit is
    the coarser one. Raises FaultsFound where a parent is missing or the two do not fit.
    """
    by_id = observations.set_index("obs_id", drop=False)
    rows, faults = [], []
    for line, row in enumerate(derivations.itertuples(), start=2):
        parents = row.parents.split(";")
        missing = [parent for parent in parents if parent not in by_id.index]
        faults += [
            Fault(
                FILE,
                line,
                "parents",
                f"there is no observation {parent!r}",
                todo="Name it as observations.csv does, or take the derivation out",
            )
            for parent in missing
        ]
        if missing:
            continue
        if len(parents) != 2:
            faults.append(Fault(FILE, line, "parents", f"{len(parents)} parents", "base;step"))
            continue
        base, step = (by_id.loc[parent] for parent in parents)
        problem = _misfit(row, base, step)
        if problem:
            faults.append(Fault(FILE, line, "parents", problem))
            continue
        rows.append(_derived(row, base, step))
    if faults:
        raise FaultsFound(faults)
    if not rows:
        return observations
    added = pd.DataFrame(rows, columns=observations.columns, dtype=object)
    return pd.concat([observations, added], ignore_index=True)


def _misfit(row, base: pd.Series, step: pd.Series) -> str:
    """Why the two cannot be put together; "" if they can."""
    for parent in (base, step):
        if (parent["ref_area"], parent["indicator"]) != (row.ref_area, row.indicator):
            return f"{parent['obs_id']} is of another area or indicator"
        if parent["obs_value_high"] is not None:
            return f"{parent['obs_id']} is a range"
    if base["measure"] != "level":
        return f"{base['obs_id']} is no level"
    needed = "growth" if row.method == "growth" else "net_increase"
    if step["measure"] != needed:
        return f"{step['obs_id']} is no {needed}"
    if base["qualifier"] != "exact" or step["qualifier"] not in ("exact", "over", "at_least"):
        return f"no result can be told from {base['qualifier']!r} and {step['qualifier']!r}"
    if row.obs_status not in (base["obs_status"], step["obs_status"]):
        return f"status {row.obs_status!r} is that of neither parent"
    # a change leads from its base period to its own: base and result stand at its two ends
    ends = (step["base_period"], step["time_period"])
    start, end = ends[::-1] if row.method == "difference" else ends
    if (base["time_period"], row.time_period) != (start, end):
        here = f"the base is of {base['time_period'] or 'no year'}, the result of {row.time_period}"
        return f"{step['obs_id']} leads from {ends[0] or 'no year'} to {ends[1]}, but {here}"
    return ""


def _with_unit(base: pd.Series) -> str:
    """The base as printed; a table's bare number of money in billions or millions of yuan.

    Every digit is kept: 1175.3 of a table in 100 million yuan is "117.53 billion yuan".
    """
    words = base["as_printed"]
    try:
        printed = Decimal(words.replace(",", ""))
    except InvalidOperation:
        return words
    if base["unit_measure"] != "CNY" or not printed:
        return words
    places, unit = MONEY.get(base["obs_value"] / printed, (0, ""))
    return f"{printed.scaleb(places):,f} {unit}" if unit else words


def _derived(row, base: pd.Series, step: pd.Series) -> dict:
    word, compute = METHODS[row.method]
    qualifier = step["qualifier"]
    if row.method == "difference" and qualifier != "exact":
        qualifier = "under"
    source = step["source_id"]
    locator = f"derived/{row.indicator}/{row.ref_area}/{row.time_period}/{row.obs_status}"
    quantum = base["quantum"] if row.method == "growth" else max(base["quantum"], step["quantum"])
    return {
        "obs_id": f"{source}:{locator}",
        "ref_area": row.ref_area,
        "indicator": row.indicator,
        "time_period": row.time_period,
        "obs_value": compute(base["obs_value"], step["obs_value"]),
        "obs_value_high": None,
        "qualifier": qualifier,
        "obs_status": row.obs_status,
        "measure": row.measure,
        "unit_measure": base["unit_measure"],
        "base_period": "",
        "reference_group": "",
        "source_id": source,
        "locator": locator,
        "as_printed": f"{_with_unit(base)} {word} {step['as_printed']}",
        "derived_from": row.parents,
        "repeats": "",
        "matched_period": "",
        "comparable": "",
        "note": row.note,
        "quantum": quantum,
    }
