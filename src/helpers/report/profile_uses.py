"""What a profile page shows of other areas' figures, and no more: its hash is over these.

A page shows its own area's figures and the nation's in full. Of the other provinces it shows

    every value         in the newest year of an indicator: marks, leaders, neighbours, ranks by
                        zone and by size
    medians, own ranks  in every year, of the rates that it follows over the years
    every value         of what R&D is made of, in the newest year of its own composition
    which there are     everywhere: the observations that a figure stands on, never their values
    which are counted   in the province of a city, and the newest year of the record: what a
                        promise that cannot be decided says why of
    whether there is    an official figure of any city: what a city's page says is missing

A section that comes to show more than this adds it here: tests/test_profile_uses.py changes
figures and holds that a page whose hash stays is the page that it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pandas as pd

from helpers import profile
from helpers.reference import NATION
from helpers.report.claiming_absent import official_of
from helpers.report.edition import Edition
from helpers.report.profile_composition import SPLITS, WHOLE, composed
from helpers.report.profile_page import Profile

KEYS = ["ref_area", "indicator", "year"]


class Uses:
    """What the pages of one edition use, reckoned once for all areas with the same peers.

    edition: its parameters, reference, observations and figures count, not the areas it marks.
    """

    def __init__(self, edition: Edition):
        self._edition = edition
        self._shared = cache(self._shared_by)
        self._medians = cache(self._medians_of)
        self._standing_on = edition.figures[[*KEYS, "obs_ids"]]
        self._nation = edition.observations[edition.observations["ref_area"] == NATION]
        self._cities = list(edition.reference.cities)

    def of(self, area: str) -> Iterator[tuple[str, pd.DataFrame]]:
        """(name, table) of everything that the page of an area shows of figures."""
        page = self._page(area)
        observations, figures = self._edition.observations, self._edition.figures
        yield "own", observations[observations["ref_area"] == area]
        yield "newest year", pd.DataFrame({"year": [figures["year"].max()]})
        if page.is_city:
            yield "of the province", self._counted_in(str(page.place["parent"]))
            found = official_of(self._edition, self._cities)
            yield "of cities", pd.DataFrame({"official": [found]})
            return
        yield "nation", self._nation
        yield "standing on", self._standing_on
        peers = page.edition.peers
        newest, charted, ranks = self._shared(peers)
        yield "newest", newest
        yield "ranks", ranks[ranks["ref_area"] == area]
        yield "medians", self._medians(peers, charted)
        yield "medians of zone", self._medians(page.zone_peers, charted)
        for split in SPLITS:
            made = composed(page, split)
            year = int(made["year"].max()) if len(made) else None
            codes = [WHOLE, *split.codes]
            rows = figures[figures["indicator"].isin(codes) & (figures["year"] == year)]
            yield "composition", rows[[*KEYS, "value"]]

    def _counted_in(self, province: str) -> pd.DataFrame:
        """What official sources count in a province: no city's promise is judged on it."""
        rows, sources = self._edition.observations, self._edition.reference.sources
        stories = sources.loc[sources["kind"] == "story", "source_id"]
        rows = rows[(rows["ref_area"] == province) & ~rows["source_id"].isin(stories)]
        return rows[["indicator"]].drop_duplicates().sort_values("indicator")

    def _page(self, area: str) -> Profile:
        edition = self._edition
        areas = edition.reference.areas.set_index("adcode")
        marked = area if area in edition.reference.provinces else str(areas.at[area, "parent"])
        parameters = edition.parameters.model_copy(update={"areas": [marked]})
        own = Edition(parameters, edition.reference, edition.observations, edition.figures)
        return Profile(own, area)

    def _shared_by(
        self, peers: tuple[str, ...]
    ) -> tuple[pd.DataFrame, tuple[str, ...], pd.DataFrame]:
        """Newest values, codes of the rates followed, own ranks of all, among these peers."""
        page = self._page(peers[0])
        charted = tuple(item.code for item in page.charted)
        rows = self._rows(peers)
        codes = rows["indicator"].unique()
        years = {code: page.edition.newest(code) for code in sorted(codes)}
        newest = rows[rows["year"] == rows["indicator"].map(years)]
        followed = rows[rows["indicator"].isin(charted)]
        values = followed.groupby(["indicator", "year"])["value"]
        ranks = followed[KEYS].assign(
            high=values.rank(method="min", ascending=False),
            low=values.rank(method="min"),
            rank_of=values.transform("count"),
        )
        return newest[[*KEYS, "value"]], charted, ranks

    def _medians_of(self, areas: tuple[str, ...], codes: tuple[str, ...]) -> pd.DataFrame:
        figures = self._edition.figures
        made = [(code, year, median) for code in codes
                for year, median in profile.medians(figures, code, areas).items()]  # fmt: skip
        return pd.DataFrame(made, columns=["indicator", "year", "median"])

    def _rows(self, areas: tuple[str, ...]) -> pd.DataFrame:
        figures = self._edition.figures
        return figures[figures["ref_area"].isin(areas)]
