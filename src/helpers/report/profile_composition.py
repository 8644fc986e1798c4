"""What one province's R&D is made of: by kind of research, and by who pays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from helpers import compare, profile
from helpers.claims.claim import written
from helpers.claims.kinds import Share
from helpers.draw.composition import composition_chart
from helpers.draw.numbers import display_number
from helpers.draw.table import Block, Prose
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import listed, sentences, strung, with_unit, year_runs, years_words
from helpers.profile import REST
from helpers.reference import NATION
from helpers.report import profile_titles, titles
from helpers.report.claiming import level
from helpers.report.profile_claims import counted_here, missing_here, missing_trace
from helpers.report.profile_distances import number
from helpers.report.profile_page import Profile
from helpers.report.profile_section import Section
from helpers.report.source_words import source_words
from helpers.traces import first_trace, traced

WHOLE = "rd_expenditure"


@dataclass(frozen=True)
class Split:
    """One way to take R&D apart. parts: (code or REST, words), as they are stacked.

    title, none, told, share, remark: of the chart; where there are no figures; the sentence, a
    part of it, and what is said below the chart.
    """

    slug: str
    parts: tuple[tuple[str, str], ...]
    title: str
    none: str
    told: str
    share: str
    remark: str

    @property
    def codes(self) -> list[str]:
        """The parts that have figures of their own."""
        return [code for code, _ in self.parts if code != REST]


KINDS = Split(
    slug="kind",
    parts=(
        ("rd_exp_experimental", later("experimental development")),
        ("rd_exp_applied", later("applied research")),
        ("rd_exp_basic", later("basic research")),
    ),
    title=later("{area}: R&D by kind of research"),
    none=later("No figures on R&D by kind of research in these years."),
    told=later("In {year} {area}'s R&D expenditure went {parts}; medians of {provinces}."),
    share=later("{share} to {part} ({beside})"),
    remark=later("The three make the total but for rounding."),
)
FUNDS = Split(
    slug="funds",
    parts=(
        ("rd_src_enterprise", later("enterprises")),
        ("rd_src_government", later("government")),
        (REST, later("other or not stated")),
    ),
    title=later("{area}: R&D by source of funds"),
    none=later("No figures on R&D by source of funds in these years."),
    told=later("In {year} {area}'s R&D expenditure was paid {parts}; medians of {provinces}."),
    share=later("{share} by {part} ({beside})"),
    remark=later(
        "“Other or not stated” is what the two leave of the total: funds from abroad, others."
    ),
)
SPLITS = (KINDS, FUNDS)
SHARES = later("computed in this report: the median of the provinces' shares")
LEFT = later("computed in this report: what the parts leave of the whole, in percent of it")
WITH_ALL = later("counted here: provinces with figures of the whole and all parts")
LACKS = later("No bar for {years}: the whole or a part of it has no figure.")
CONTRADICTED = later("No bar for {years}: the parts come to more than the whole.")


def composition(page: Profile) -> Section | Prose:
    """R&D expenditure by kind of research and by who pays, year by year."""
    if page.is_city:
        return Prose("")
    charts, told = [], []
    for split in SPLITS:
        made = composed(page, split)
        if made.empty:
            told.append(say(split.none))
            continue
        charts.append(_chart(page, split, made))
        told.append(_beside(page, split, made))
    words = Prose(f"<p>{words_html(sentences(told))}</p>")
    return page.section(later("What its R&D is made of"), words, Block(charts, box="charts"))


def composed(page: Profile, split: Split) -> pd.DataFrame:
    """The parts of its R&D, as of `profile.composition`."""
    years = range(page.edition.first_year, page.edition.last_year + 1)
    return profile.composition(page.edition.figures, page.area, WHOLE, split.codes, years)


def _share(
    page: Profile, split: Split, area: str, part: str, year: int, said: str
) -> str:  # fmt: skip
    """What a share of the whole claims; said: "" for as it is shown."""
    if part == REST:
        return first_trace(counted_here(page, "", LEFT, "rest", *_of(split, year)))
    ids = page.edition.obs_ids
    both = tuple(
        obs_id for code in (part, WHOLE) for obs_id in ids[code, area, int(year)].split(";")
    )
    return written(Share(said, part, WHOLE, area, int(year), "%", both))


def _of(split: Split, year: int) -> tuple[str, str, str]:
    """The year, the whole and the parts, as claims name them."""
    return str(year), WHOLE, " ".join(split.codes)


def _chart(page: Profile, split: Split, made: pd.DataFrame):
    years = sorted(set(made["year"]))
    used = page.edition.shown
    codes = [WHOLE, *split.codes]
    used = used[(used["ref_area"] == page.area) & used["indicator"].isin(codes)]
    unit = page.edition.reference.indicator[WHOLE]
    remarks = _without_bar(page, split, used, years)
    data = made.assign(value=made["value"] / unit.scale, unit=f"{unit.display_unit}")
    data.insert(0, "ref_area", page.area)
    data["claim"] = [
        _share(page, split, page.area, row.part, row.year, "") for row in made.itertuples()
    ]
    data["gap_claim"] = missing_trace(page, "", "no composition", WHOLE, " ".join(split.codes))
    total = number(unit, compare.value_of(page.edition.figures, WHOLE, page.area, years[-1]))
    whole = replace(level(page.edition, unit, page.area, years[-1]), said=total)
    return composition_chart(
        data,
        name=page.slug(f"rd-by-{split.slug}"),
        title=profile_titles.greatest(
            page,
            split,
            made,
            partial(_share, page, split, page.area),
            WHOLE,
        ),
        subtitle=titles.under(
            say(split.title, area=page.name),
            say(
                "% of R&D expenditure, {years}; in {year} {whole} in all (current prices)",
                years=years_words(years[0], years[-1]),
                year=years[-1],
                whole=whole.of(with_unit(total, unit.display_unit)),
            ),
        ),
        source=source_words(page.edition, used),
        parts=[(code, say(words)) for code, words in split.parts if code in set(made["part"])],
        area=page.area,
        note=sentences([*remarks, say(split.remark)]),
    )


def _without_bar(
    page: Profile, split: Split, used: pd.DataFrame, drawn: list[int]
) -> list[str]:  # fmt: skip
    """Which years between two bars have none, and why. used: the area's figures of the split."""
    held = used.groupby("year")["indicator"].nunique()
    between = [year for year in range(drawn[0], drawn[-1]) if year not in drawn]
    full = [year for year in between if held.get(year, 0) == len(split.codes) + 1]
    remarks = []
    for what, words, years in (
        ("no bar", LACKS, [year for year in between if year not in full]),
        ("contradicted", CONTRADICTED, full),
    ):
        if years:
            told = listed(year_runs(years))
            of = WHOLE, " ".join(split.codes)
            remarks.append(say(words, years=missing_here(page, told, what, *of)))
    return remarks


def _beside(page: Profile, split: Split, made: pd.DataFrame) -> str:
    """The newest year's shares, each beside the median of provinces and, if there is one, China."""
    year = int(made["year"].max())
    shares = profile.shares(page.edition.figures, WHOLE, split.codes, year)
    others = shares[shares.index.isin(page.edition.peers)]
    medians = others.median()
    nation = shares.loc[NATION] if NATION in shares.index else {}
    own = made[made["year"] == year].set_index("part")["share"]
    told = []
    for code, words in reversed(split.parts):
        if code not in split.codes:
            continue
        middle = display_number(medians[code], 1)
        median = counted_here(page, middle, SHARES, "median share", *_of(split, year), code)
        beside = say("median {median}", median=median)
        if code in nation:
            share = display_number(nation[code], 1)
            nation_claim = _share(page, split, NATION, code, year, share)
            beside = say("median {median}, China {nation}", median=median,
                         nation=traced(share, nation_claim))  # fmt: skip
        share = display_number(own[code], 1)
        claim = _share(page, split, page.area, code, year, share)
        told.append(say(split.share, share=traced(f"{share}%", claim), part=say(words),
                        beside=beside))  # fmt: skip
    return say(
        split.told,
        year=year,
        area=page.name,
        parts=strung(told),
        provinces=numbered(
            len(others),
            "{number} province",
            "{number} provinces",
            number=counted_here(page, len(others), WITH_ALL, "with all parts", *_of(split, year)),
        ),
    )
