"""Strengths and weaknesses of one province, by a rule that is printed with its numbers."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers import profile
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import listed, words_html
from helpers.report.claiming import judged, rank, tallied
from helpers.report.edition import lower
from helpers.report.profile_page import Profile, Section
from helpers.report.profile_standing import label
from helpers.traces import traced, untraced

RULE = (
    "The rule: a strength is a rate on which the province was among the best quarter of those "
    "with a figure in the newest year and in both years before it; a weakness, one on which it was "
    "among the last quarter in all three years. Totals, which grow with size, are not judged, and "
    "neither is what has no better end."
)


QUARTER = "by the rule: a fourth of the provinces with a figure, rounded down"
RATES = "counted here: rates judged, in the table below"


def strengths(page: Profile) -> Section | Prose:
    """Strengths and weaknesses by the printed rule, and the ranks that decide."""
    if page.is_city:
        return Prose("")
    found = {
        rate.code: profile.verdict(
            page.edition.figures, rate, page.years[rate.code], page.area, page.edition.peers
        )
        for rate in page.rates
    }
    if not found:
        words = "None of the indicators of this edition is a rate that could be judged."
        return page.section("Strengths and weaknesses", note(words))
    quarters = sorted({(verdict.quarter, of) for verdict in found.values()
                       for _, of in list(verdict.ranks.values())[-1:]})  # fmt: skip
    sizes = listed([traced(f"{quarter} of {of}", QUARTER) for quarter, of in quarters])
    rule = f"{RULE} A quarter is here {sizes} provinces." if sizes else RULE
    if not any(quarter for quarter, _ in quarters):
        rule = f"{RULE} Among fewer than four provinces there is no quarter: nothing is judged."
    if set(profile.DOUBLES) & {item.code for item in page.charted} - {
        item.code for item in page.rates
    }:
        rule += " R&D intensity is judged once, on revised GDP."
    told = "".join(
        f"<p><strong>{word}</strong> ({words_html(tallied(len(names), 'rate', RATES))} of "
        f"{words_html(traced(str(len(found)), RATES))}): "
        f"{escape(listed([lower(name) for name in names]) or 'none by this rule')}.</p>"
        for word, names in _by_kind(page, found)
    )
    return page.section(
        "Strengths and weaknesses", Prose(told), Block([_verdicts(page, found)]), intro=rule
    )


def _by_kind(page: Profile, found: dict[str, profile.Verdict]) -> list[tuple[str, list[str]]]:
    names = {rate.code: rate.name for rate in page.rates}
    return [
        (word, [names[code] for code, verdict in found.items() if verdict.kind == kind])
        for word, kind in (("Strengths", "strength"), ("Weaknesses", "weakness"))
    ]


def _verdicts(page: Profile, found: dict[str, profile.Verdict]) -> Table:
    rows, behind = [], []
    order = {"strength": 0, "": 1, "weakness": 2}
    for rate in sorted(page.rates, key=lambda rate: order[found[rate.code].kind]):
        verdict = found[rate.code]
        years = range(page.years[rate.code] - profile.WINDOW + 1, page.years[rate.code] + 1)
        row = {"indicator": label(rate), "years": f"{years[0]} to {years[-1]}",
               "verdict": judged(page.edition, rate, page.area, page.years[rate.code],
                                 verdict.kind or "neither").words}  # fmt: skip
        for step, year in enumerate(years):
            place, of = verdict.ranks.get(year, (None, None))
            row[f"rank{step}"] = (
                ""
                if place is None
                else rank(page.edition, rate, page.area, year, place, of).of(f"{place} of {of}")
            )
            behind.append({"ref_area": page.area, "indicator": rate.code, "year": year,
                           "rank": place, "rank_of": of, "verdict": verdict.kind})  # fmt: skip
        rows.append(row)
    columns = [
        Column("indicator", "Rate"),
        Column("verdict", "By the rule"),
        Column("rank0", "Rank, first year", "number"),
        Column("rank1", "second", "number"),
        Column("rank2", "newest", "number"),
        Column("years", "Years"),
    ]
    marked = [untraced(row["verdict"]) == "strength" for row in rows]
    return Table(page.slug("strengths"), f"{page.name}: the ranks that decide", columns,
                 pd.DataFrame(rows), behind=pd.DataFrame(behind), marked=marked,
                 source="A dash: no figure, which decides against both.")  # fmt: skip
