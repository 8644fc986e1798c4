"""One edition's choice of areas, years and indicators, with the figures it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers import compare
from helpers.language import say
from helpers.language.phrases import years_words
from helpers.parameters import Parameters
from helpers.reference import Indicator, Reference
from helpers.report.at_hand import promises_at_hand

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
    `compare.figures`, all years and areas (window sums reach back before first_year). mark: the
    place, from 1, whose colour and shape the first marked area has: of a profile not always 1.
    """

    parameters: Parameters
    reference: Reference
    observations: pd.DataFrame
    figures: pd.DataFrame
    mark: int = 1

    @property
    def areas(self) -> tuple[str, ...]:
        """adcodes of the marked provinces, in the order that fixes their colours."""
        return tuple(self.parameters.areas)

    @property
    def marked(self) -> tuple[str, ...]:
        """`areas` as charts take them: "" holds each place before theirs."""
        return ("",) * (self.mark - 1) + self.areas

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
