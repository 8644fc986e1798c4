"""One area's page: which area, among whom, and what every piece of it carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from helpers import compare, profile
from helpers.data_folder import find_data
from helpers.draw.table import Prose
from helpers.draw.words import words_html
from helpers.faults import Fault, FaultsFound, nearest
from helpers.language import later, say
from helpers.language.phrases import clauses
from helpers.parameters.model import MOST_MARKED
from helpers.reference import NATION, Indicator
from helpers.report.at_hand import reference_at_hand
from helpers.report.claiming import worded
from helpers.report.edition import Edition
from helpers.report.opening import open_edition
from helpers.report.profile_section import Piece, Section, carried, heading_html
from helpers.report.source_words import areas_in, shown_in

# "Yearbook (NBS), its table", "portal: its table", and the same in Chinese
TABLE_PART = re.compile(r"(?<=\)), .*|: .*|(?<=）)，.*|：.*")
SINGLE_YEAR = ("rd_intensity_2023_revised_published",)


INPUTS = ("R&D money", "Public money", "People")
"""Themes of what is put in; all others are of what comes of it, and by whom."""


@dataclass(frozen=True)
class Group:
    """Rates that share a chart. slug: in its name; words: what they are rates of, of `later`."""

    slug: str
    words: str
    rates: tuple[Indicator, ...]


@dataclass(frozen=True, eq=False)
class Profile:
    """What the sections of one page need. area: adcode of a province or a city.

    edition: marks this province alone (for a city its province, whose figures are not shown).
    """

    edition: Edition
    area: str

    @cached_property
    def place(self) -> dict[str, str]:
        """The area's row of areas.csv."""
        areas = self.edition.reference.areas
        return areas[areas["adcode"] == self.area].iloc[0].to_dict()

    @property
    def name(self) -> str:
        return self.named(self.area)

    @property
    def is_city(self) -> bool:
        return self.place["level"] == "city"

    def slug(self, words: str) -> str:
        """The name of a table or chart of this page, unlike those of all other pages."""
        return f"area_{self.area}_{words}"

    def named(self, area: str) -> str:
        """What an area is called."""
        return say("China") if area == NATION else self.edition.reference.area_names[area]

    @cached_property
    def rates(self) -> tuple[Indicator, ...]:
        """The indicators it is judged on: with default indicators, all rates of the record."""
        return profile.rates([item for item in self._candidates if item.code in self.years])

    @cached_property
    def charted(self) -> tuple[Indicator, ...]:
        """The rates and, for its national row, the intensity as first published."""
        codes = {item.code for item in self.rates} | set(profile.DOUBLES)
        return tuple(
            item
            for item in self._candidates
            if item.code in codes and item.code in self.years and item.code not in SINGLE_YEAR
        )

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The charted rates by what they are of; a group without rates is left out."""
        put_in = [rate for rate in self.charted if rate.theme in INPUTS]
        others = [rate for rate in self.charted if rate.theme not in INPUTS]
        groups = (Group("inputs", later("money and people"), tuple(put_in)),
                  Group("outputs", later("knowledge and industry"), tuple(others)))  # fmt: skip
        return tuple(group for group in groups if group.rates)

    @cached_property
    def tabled(self) -> tuple[Indicator, ...]:
        """What its tables list and its counts are of: the edition's indicators, then the rates
        that are not among them."""
        shown = {item.code for item in self.edition.indicators}
        rates = [rate for group in self.groups for rate in group.rates]
        return (*self.edition.indicators, *(rate for rate in rates if rate.code not in shown))

    def counted_once(self, group: Group) -> tuple[Indicator, ...]:
        """The rates of a group that its title counts: the same thing on two bases once."""
        return tuple(rate for rate in group.rates if rate in self.rates)

    @cached_property
    def _candidates(self) -> list[Indicator]:
        default = self.edition.parameters.indicators == "default"
        known = self.edition.reference.indicator.values() if default else self.edition.indicators
        return [item for item in known if not item.theme.startswith(profile.NOT_JUDGED)]

    @cached_property
    def years(self) -> dict[str, int]:
        """Code -> newest year in which most peers have a figure; codes without one are left out."""
        codes = {item.code for item in [*self._candidates, *self.edition.indicators]}
        years = {code: self.edition.newest(code) for code in sorted(codes)}
        return {code: year for code, year in years.items() if year is not None}

    @cached_property
    def zone_peers(self) -> tuple[str, ...]:
        """Provinces of its zone among the peers, itself among them."""
        return self._among(compare.peers(self.edition.reference, [self.area], "zone"))

    @cached_property
    def zone_shown(self) -> bool:
        """Whether the median of its zone says something else than that of all peers."""
        return 2 < len(self.zone_peers) < len(self.edition.peers)

    @cached_property
    def peers_words(self) -> str:
        """What the median of the peers is called."""
        whole = len(self.edition.peers) == len(self.edition.reference.provinces)
        return say("median of all") if whole else say("median of peers")

    @cached_property
    def size_year(self) -> int | None:
        """The year of the populations that make the peers by size."""
        return self.edition.newest("population_yearend")

    @cached_property
    def size_peers(self) -> tuple[str, ...]:
        """The five provinces nearest in population and itself, in the order of areas.csv."""
        year = self.size_year
        if year is None:
            return ()
        near = profile.size_peers(self.edition.figures, self.area, self.edition.peers, year)
        return self._among((self.area, *near)) if near else ()

    def _among(self, areas: Sequence[str]) -> tuple[str, ...]:
        return tuple(area for area in self.edition.peers if area in areas)

    def section(self, heading: str, *pieces: Piece, intro: str = "") -> Section:
        """A section of the page under its heading, of `later`; intro: plain text below it."""
        words = heading_html(2, heading)
        words += f"<p>{words_html(intro)}</p>" if intro else ""
        return Section([Prose(words), *(carried(piece, self.area) for piece in pieces)])


def open_profile(
    area: str,
    peers: str | Sequence[str],
    first_year: int,
    last_year: int | str,
    indicators: str | Sequence[str],
    language: str = "en",
    mark: int = 1,
) -> Profile:
    """The profile of `area` (adcode of a province or a city) on the project's data.

    mark: the place, from 1, whose colour and shape it has. Raises FaultsFound for an area that
    has no profile, a mark that is no such place, or as `open_edition` does.
    """
    area = str(area)
    reference = reference_at_hand(find_data())
    known = reference.names_of("province") | reference.names_of("city")
    if area not in known:
        found = f"the parameter area is {area!r}, which has no profile"
        allowed = "the adcode of a province or a city of data/reference/areas.csv, such as 430000"
        raise FaultsFound([Fault("", None, "", found, allowed, nearest(area, known))])
    if mark not in range(1, MOST_MARKED + 1):
        found = f"the parameter mark is {mark!r}, which is no place among the marked provinces"
        raise FaultsFound([Fault("", None, "", found, f"1 to {MOST_MARKED}")])
    parent = reference.areas.set_index("adcode").at[area, "parent"]
    marked = area if area in reference.provinces else str(parent)
    edition = open_edition([marked], peers, first_year, last_year, indicators, language)
    return Profile(replace(edition, mark=int(mark)), area)


def short_sources(page: Profile, years: Mapping[str, Iterable[int]]) -> str:
    """The publications behind a chart of many indicators, without the names of their tables.

    years: code -> the years of which the peers' figures are drawn. The tables are named one by one
    under the page's sources.
    """
    held = page.edition.obs_ids
    cells = {held.get((code, area, year), "") for code, own in years.items() for year in own
             for area in page.edition.peers}  # fmt: skip
    ids = {one.partition(":")[0] for cell in cells - {""} for one in cell.split(";")}
    reference = page.edition.reference
    titles = reference.sources.set_index("source_id")["title"]
    short = sorted({TABLE_PART.sub("", reference.text(titles[source])) for source in ids})
    if not short:
        return say("Source: no figure of these years")
    line = say(
        "Source: {titles} (tables under “This page”); rates computed in this report",
        titles=clauses(short),
    )
    shown = [one for code, own in years.items() for one in shown_in([code], own)]
    return worded(line, "source of rates", areas_in(page.edition, page.edition.peers), *shown)


def told_once(page: Profile) -> pd.DataFrame:
    """Observations that stories tell of the area, computed ones among them, each figure once.

    What repeats another story's figure is left out; what repeats the official record stays, the
    first of those that repeat the same official figure.
    """
    told = page.edition.told
    own = told[told["ref_area"] == page.area]
    again = (own["repeats"] != "") & (
        own["repeats"].isin(told["obs_id"]) | own.duplicated(["repeats"])
    )
    return own[~again]


def is_missing(value: float) -> bool:
    """Whether a figure is not there (NaN)."""
    return value != value


def nation_of(page: Profile, code: str, year: int) -> float:
    """The nation's figure, NaN where there is none."""
    return compare.value_of(page.edition.figures, code, NATION, year)
