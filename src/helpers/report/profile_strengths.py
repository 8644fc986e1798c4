"""Strengths and weaknesses of one province, by a rule that is printed with its numbers."""

from __future__ import annotations

import pandas as pd

from helpers import profile
from helpers.draw.table import Block, Column, Prose, Table, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import listed, sentences, years_words
from helpers.report.claiming import judged, rank
from helpers.report.indicator_words import lower
from helpers.report.profile_claims import counted_here
from helpers.report.profile_page import Profile
from helpers.report.profile_section import Section
from helpers.report.profile_standing import label

RULE = later(
    "The rule: a strength is a rate on which the province was among the best quarter of those "
    "with a figure in the newest year and in both years before it; a weakness, one on which it was "
    "among the last quarter in all three years. Totals, which grow with size, are not judged, and "
    "neither is what has no better end."
)
HEADING = later("Strengths and weaknesses")
QUARTER = later("by the rule: a fourth of the provinces with a figure, rounded down")
BY_RULE = later("by the rule, of the rates in the table below")
RATES = later("counted here: rates judged, in the table below")


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
        words = say("None of the indicators of this edition is a rate that could be judged.")
        return page.section(HEADING, note(words))
    told = Prose(_told(page, found, "strength") + _told(page, found, "weakness"))
    return page.section(HEADING, told, Block([_verdicts(page, found)]), intro=_rule(page, found))


def _rule(page: Profile, found: dict[str, profile.Verdict]) -> str:
    """The rule with its numbers."""
    # a quarter, of how many -> a rate that has so many in its newest year
    quarters = {(verdict.quarter, of): code for code, verdict in found.items()
                for _, of in list(verdict.ranks.values())[-1:]}  # fmt: skip
    rule = [say(RULE)]
    if not any(quarter for quarter, _ in quarters):
        rule.append(say("Among fewer than four provinces there is no quarter: nothing is judged."))
    elif quarters:
        sizes = [
            say(
                "{quarter} of {of}",
                quarter=counted_here(page, quarter, QUARTER, "quarter", code),
                of=counted_here(page, of, QUARTER, "quarter of", code),
            )
            for (quarter, of), code in sorted(quarters.items())
        ]
        rule.append(say("A quarter is here {sizes} provinces.", sizes=listed(sizes)))
    codes = {item.code for item in page.charted} - {item.code for item in page.rates}
    if set(profile.DOUBLES) & codes:
        rule.append(say("R&D intensity is judged once, on revised GDP."))
    return sentences(rule)


def _told(page: Profile, found: dict[str, profile.Verdict], kind: str) -> str:
    """A paragraph on the rates of one kind, as HTML."""
    names = [lower(rate.name) for rate in page.rates if found[rate.code].kind == kind]
    values = {
        "number": words_html(counted_here(page, len(names), RATES, kind)),
        "all": words_html(counted_here(page, len(found), RATES, "rates")),
        "names": words_html(
            counted_here(
                page,
                listed(names) or say("none by this rule"),
                BY_RULE,
                {"strength": "strengths"}.get(kind, "weaknesses"),
            )
        ),
    }
    if kind == "strength":
        words = numbered(
            len(names),
            "<strong>Strengths</strong> ({number} rate of {all}): {names}.",
            "<strong>Strengths</strong> ({number} rates of {all}): {names}.",
            **values,
        )
    else:
        words = numbered(
            len(names),
            "<strong>Weaknesses</strong> ({number} rate of {all}): {names}.",
            "<strong>Weaknesses</strong> ({number} rates of {all}): {names}.",
            **values,
        )
    return f"<p>{words}</p>"


def _verdicts(page: Profile, found: dict[str, profile.Verdict]) -> Table:
    rows, behind = [], []
    order = {"strength": 0, "": 1, "weakness": 2}
    rates = sorted(page.rates, key=lambda rate: order[found[rate.code].kind])
    for rate in rates:
        verdict = found[rate.code]
        years = range(page.years[rate.code] - profile.WINDOW + 1, page.years[rate.code] + 1)
        row = {"indicator": label(rate), "years": years_words(years[0], years[-1]),
               "verdict": judged(page.edition, rate, page.area, page.years[rate.code],
                                 verdict.kind or "neither").words}  # fmt: skip
        for step, year in enumerate(years):
            place, of = verdict.ranks.get(year, (None, None))
            row[f"rank{step}"] = (
                ""
                if place is None
                else rank(page.edition, rate, page.area, year, place, of).of(
                    say("{place} of {of}", place=place, of=of)
                )
            )
            behind.append({"ref_area": page.area, "indicator": rate.code, "year": year,
                           "rank": place, "rank_of": of, "verdict": verdict.kind})  # fmt: skip
        rows.append(row)
    columns = [
        Column("indicator", say("Rate")),
        Column("verdict", say("By the rule")),
        Column("rank0", say("Rank, first year"), "number"),
        Column("rank1", say("Rank, second year"), "number"),
        Column("rank2", say("Rank, newest year"), "number"),
        Column("years", say("Years")),
    ]
    marked = [found[rate.code].kind == "strength" for rate in rates]
    remarks = [say("Each rank is among the provinces with a figure.")]
    if any(not row[column.key] for row in rows for column in columns if column.kind == "number"):
        remarks.append(say("A dash: no figure, which decides against both."))
    caption = say("{area}: the ranks that decide", area=page.name)
    return Table(page.slug("strengths"), caption, columns, pd.DataFrame(rows),
                 behind=pd.DataFrame(behind), marked=marked, stacked=True,
                 source=sentences(remarks))  # fmt: skip
