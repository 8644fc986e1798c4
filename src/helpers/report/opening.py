"""An edition opened on the project's data: its parameters checked, or refused in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from helpers import compare
from helpers.data_folder import find_data
from helpers.draw.look import show_look
from helpers.faults import Fault, FaultsFound
from helpers.language import BOTH, ENGLISH, use
from helpers.language.phrases import listed, years_words
from helpers.parameters import Parameters, Refusal, check_parameters
from helpers.reference import Reference
from helpers.report.at_hand import figures_at_hand, reference_at_hand
from helpers.report.edition import Edition


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
