"""One edition's choice of areas, years and indicators, with the figures it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from helpers import compare
from helpers.data_folder import find_data
from helpers.draw.look import show_look
from helpers.draw.numbers import display_number, figure_number
from helpers.draw.words import listed
from helpers.faults import Fault, FaultsFound
from helpers.language import BOTH, ENGLISH, say, use
from helpers.language.phrases import clauses, with_unit, years_words
from helpers.parameters import Parameters, Refusal, check_parameters
from helpers.reference import Indicator, Reference
from helpers.report.at_hand import figures_at_hand, promises_at_hand, reference_at_hand

DEFAULT_INDICATORS = (
    "rd_intensity_as_published",
    "rd_expenditure_bulletin",
    "rd_intensity_revised_gdp",
    "basic_research_share",
    "rd_government_share",
    "fiscal_exp_scitech",
    "scitech_budget_share",
    "rd_fte",
    "rd_fte_per_10k",
    "invention_patents_granted",
    "invention_patents_granted_per_10k",
    "invention_patents_in_force_per_10k",
    "sci_papers",
    "tech_market_sold",
    "tech_market_absorbed",
    "tech_market_sold_three_years",
    "hte_recognised_in_year",
    "hte_recognised_three_years",
    "hitech_mfg_revenue",
    "hitech_mfg_newproduct_sales",
    "gdp_revised",
    "gdp_per_head",
)


@dataclass(frozen=True, eq=False)
class Edition:
    """What the sections need.

    parameters: as checked. observations: of observations.csv, all text. figures: of
    `compare.figures`, all years and areas (window sums reach back before first_year).
    """

    parameters: Parameters
    reference: Reference
    observations: pd.DataFrame
    figures: pd.DataFrame

    @property
    def areas(self) -> tuple[str, ...]:
        """adcodes of the marked provinces, in the order that fixes their colours."""
        return tuple(self.parameters.areas)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the marked provinces."""
        return tuple(self.reference.area_names[area] for area in self.areas)

    @cached_property
    def peers(self) -> tuple[str, ...]:
        """adcodes among which the marked provinces are ranked."""
        return compare.peers(self.reference, self.areas, self.parameters.peers)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators shown, in order."""
        chosen = self.parameters.indicators
        codes = DEFAULT_INDICATORS if chosen == "default" else tuple(chosen)
        return tuple(self.reference.indicator[code] for code in codes)

    @property
    def first_year(self) -> int:
        return self.parameters.first_year

    @cached_property
    def last_year(self) -> int:
        """The last year asked for, or the newest of the record, whatever indicators are shown.

        Each indicator ends with its own newest figure; what stories are held against ends there.
        """
        if self.parameters.last_year != "newest":
            return int(self.parameters.last_year)
        years = self.figures["year"]
        return max(self.first_year, int(years.max())) if len(years) else self.first_year

    @cached_property
    def shown(self) -> pd.DataFrame:
        """Figures of the edition's years."""
        return compare.between(self.figures, self.first_year, self.last_year)

    @cached_property
    def obs_ids(self) -> dict[tuple[str, str, int], str]:
        """(indicator, area, year) -> the observations behind the figure, parted by ";"."""
        return compare.at(self.figures, "obs_ids")

    @cached_property
    def value_at(self) -> dict[tuple[str, str, int], float]:
        """(indicator, area, year) -> the figure, in base units."""
        return compare.at(self.figures, "value")

    @cached_property
    def years_held(self) -> tuple[int, int] | None:
        """First and last of the edition's years with a figure of an indicator shown, among peers.

        None where there is no such figure.
        """
        rows = self._of_peers(self.shown, [indicator.code for indicator in self.indicators])
        return (int(rows["year"].min()), int(rows["year"].max())) if len(rows) else None

    def _of_peers(self, table: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
        return table[table["indicator"].isin(codes) & table["ref_area"].isin(self.peers)]

    def why_empty(self, code: str) -> str:
        """Why `newest` is None for an indicator, in words that begin small."""
        years = years_words(self.first_year, self.last_year)
        if len(self._of_peers(self.shown, [code])):
            return say("no year of {years} has figures of most of these provinces", years=years)
        known = self._of_peers(self.figures, [code])["year"]
        if len(known):
            held = years_words(int(known.min()), int(known.max()))
            return say("no figures in {years}: the record has {held}", years=years, held=held)
        if len(compare.of(self.figures, code)):
            return say("the official record at hand has no figures of it for these provinces")
        return say("the official record at hand has no figures of it")

    def newest(self, code: str) -> int | None:
        """The newest year of the edition in which most peers have a figure; None for none."""
        return compare.newest_year(self.shown, code, self.peers)

    @cached_property
    def stories(self) -> pd.DataFrame:
        """Rows of sources.csv that are news stories."""
        return self.reference.sources[self.reference.sources["kind"] == "story"]

    @cached_property
    def promises(self) -> pd.DataFrame:
        """Every target, plan and expected value with its verdict: of `targets.promises`."""
        return promises_at_hand(self.observations, self.figures, self.reference)

    @cached_property
    def told(self) -> pd.DataFrame:
        """Observations that stories told, derived ones among them."""
        return self.observations[self.observations["source_id"].isin(self.stories["source_id"])]


def open_edition(
    areas: Sequence[str],
    peers: str | Sequence[str],
    first_year: int,
    last_year: int | str,
    indicators: str | Sequence[str] = "default",
    language: str = "en",
    gdp_vintage: str = "revised",
) -> Edition:
    """The edition of these parameters on the project's data. Raises FaultsFound as a build does.

    From here on the notebook speaks the edition's language.
    """
    use(ENGLISH)  # for faults
    show_look()
    data_dir = find_data()
    reference = reference_at_hand(data_dir)
    values = {
        "areas": areas,
        "peers": peers,
        "first_year": first_year,
        "last_year": last_year,
        "indicators": indicators,
        "gdp_vintage": gdp_vintage,
        "language": language,
    }
    try:
        observations, figures = figures_at_hand(data_dir)
    except OSError as error:
        found = f"clean/observations.csv cannot be read ({error.strerror})"
        todo = "Run innovation-report check, which cleans the figures, first"
        raise FaultsFound([Fault("", None, "", found, todo=todo)]) from None

    def edition(parameters: Parameters) -> Edition:
        return Edition(parameters, reference, observations, figures)

    def refuses(parameters: Parameters) -> list[Refusal]:
        return refusals(edition(parameters))

    checked = check_parameters(values, **known_to(reference), refuses=refuses)
    if checked.language == BOTH:
        found = 'language is "both", and a notebook speaks one'
        raise FaultsFound([Fault("parameters", None, "", found, '"en" or "zh"')])
    use(checked.language)
    return edition(checked)


def known_to(reference: Reference) -> dict[str, Any]:
    """What parameters may name, as `load_parameters` takes it."""
    return {
        "known_areas": reference.names_of("province"),
        "known_cities": reference.names_of("city"),
        "known_indicators": list(reference.indicators["code"]),
        "find_area": reference.area_code,
    }


def refusing(
    observations: pd.DataFrame, reference: Reference
) -> Callable[[Parameters], list[Refusal]]:
    """`refusals` as `load_parameters` asks for them; observations: of observations.csv."""

    def refuses(parameters: Parameters) -> list[Refusal]:
        figures = compare.figures(observations, reference)
        return refusals(Edition(parameters, reference, observations, figures))

    return refuses


def refusals(edition: Edition) -> list[Refusal]:
    """Why there is nothing to compare: nobody beside the marked one, or no figure at all.

    A single indicator without figures is no reason: the pages say so in words (`why_empty`).
    """
    if len(edition.peers) < 2:
        found = f"peers leaves nobody whom {edition.names[0]} could be compared with"
        return [Refusal("peers", found, todo='Name other provinces, or write "all" or "zone"')]
    codes = [indicator.code for indicator in edition.indicators]
    if any(edition.newest(code) for code in codes):
        return []
    years = sorted(
        year for code in codes for year in compare.full_years(edition.figures, code, edition.peers)
    )
    if not years:
        found = f"the official record at hand has no figures of {listed(codes)} to compare"
        todo = "Add an indicator of the record: what stories print stands in every edition anyway"
        return [Refusal("indicators", found, todo=todo)]
    held = years_words(years[0], years[-1])
    if edition.first_year > years[-1]:
        found = f"first_year {edition.first_year} lies after {years[-1]}, the newest year with"
        name = "first_year"
    else:
        found = f"{years_words(edition.first_year, edition.last_year)} hold no year with"
        name = "last_year" if edition.last_year < years[0] else "first_year"
    found += " figures of most of these provinces, of any indicator chosen"
    return [Refusal(name, found, f"years within {held}")]


def in_units(indicator: Indicator, value: float) -> float:
    """A value in base units as it is displayed, unrounded; NaN stays NaN."""
    return value / indicator.scale


def amount(indicator: Indicator, value: float, decimals: int | None = None) -> str:
    """A value in base units with its unit in words: "139.5 billion yuan", "2.62% of GDP"."""
    if indicator.base_unit == "RANK":
        return say("rank {rank}", rank=display_number(value, 0))
    places = indicator.decimals if decimals is None else decimals
    return with_unit(figure_number(in_units(indicator, value), places), indicator.display_unit)


def signed(value: float, places: int) -> str:
    """A difference with its sign, + or −; none for one that rounds to zero.

    What binary fractions leave of a difference (1.015 - 1.0 is 0.0149999999999999) is cleared.
    """
    text = display_number(round(value, 10), places)
    return f"+{text}" if value > 0 and text.strip("0.") else text.replace("-", "−")


def counted(number: int, noun: str) -> str:
    """ "1 province", "31 provinces"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def lower(name: str) -> str:
    """A name inside a sentence: its first letter small, unless it begins with capitals (R&D)."""
    return name if name[:2].isupper() or name[1:2] in ("&", "-") else name[:1].lower() + name[1:]


def unit_words(indicator: Indicator) -> str:
    """The display unit, with "current prices" for money."""
    unit = indicator.display_unit
    return say("{unit}, current prices", unit=unit) if indicator.money else unit


def shown_words(indicator: Indicator, years: str) -> str:
    """What a chart shows: the indicator, its unit, the years."""
    return say("{name}: {unit}, {years}", name=indicator.name, unit=unit_words(indicator),
               years=years)  # fmt: skip


def why_unranked(indicator: Indicator) -> str:
    """Why an indicator has no ranks."""
    if indicator.theme == "Market":
        return say("single years jump with registration practice")
    return say("more is neither better nor worse")


def window_words(indicator: Indicator, year: int) -> str:
    """The year of a figure, or the years that a sum runs over."""
    return years_words(year - (indicator.window or 1) + 1, year)


def drawn_breaks(indicator: Indicator, first: int, last: int) -> list[tuple[int, str]]:
    """Where lines are cut between `first` and `last`: (year, words).

    A sum over a window mixes both definitions until its whole window lies behind the break, so
    it is cut there once more.
    """
    cuts = list(indicator.breaks)
    if indicator.window:
        words = say("sums clear of it")
        cuts += [(year + indicator.window - 1, words) for year, _ in indicator.breaks]
    return [(year, words) for year, words in sorted(cuts) if first < year <= last]


def source_titles(edition: Edition, rows: pd.DataFrame) -> list[str]:
    """The publications that these rows of figures stand on, the most used first.

    rows: of `Edition.figures`.
    """
    sources = Counter(
        obs_id.partition(":")[0] for ids in rows["obs_ids"] for obs_id in ids.split(";")
    )
    reference = edition.reference
    return list(
        dict.fromkeys(reference.source_title(source) for source, _ in sources.most_common())
    )


def source_words(
    edition: Edition, rows: pd.DataFrame, *indicators: Indicator, before: str = ""
) -> str:
    """Where these rows of figures come from, and that they were computed here if they were.

    rows: of `Edition.figures`. Names the publications that the figures really stand on: a series
    whose newest year is only in the bureau's portal names both. before: another source, named
    first.
    """
    titles = source_titles(edition, rows)
    if not titles:
        return say("Source: no figure of these years")
    listed_titles = clauses([before, *titles])
    if any(indicator.computed for indicator in indicators):
        return say("Source: {titles}; computed in this report", titles=listed_titles)
    return say("Source: {titles}", titles=listed_titles)
