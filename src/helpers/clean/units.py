"""Units: which a figure may have, and what makes base units of them. Decimal throughout."""

from __future__ import annotations

from decimal import Decimal

from helpers.reference import UNITS, Indicator

# Unit in the head of a table: (base unit, what one of it is in base units).
TABLE_UNITS: dict[str, tuple[str, Decimal]] = {
    "100m yuan": ("CNY", Decimal(10**8)),
    "亿元": ("CNY", Decimal(10**8)),
    "10k yuan": ("CNY", Decimal(10**4)),
    "万元": ("CNY", Decimal(10**4)),
    "yuan": ("CNY", Decimal(1)),
    "million USD": ("USD", Decimal(10**6)),
    "10k persons": ("PERS", Decimal(10**4)),
    "万人": ("PERS", Decimal(10**4)),
    "person-years": ("FTE", Decimal(1)),
    "人年": ("FTE", Decimal(1)),
    "firms": ("NUM", Decimal(1)),
    "pieces": ("NUM", Decimal(1)),
    "papers": ("NUM", Decimal(1)),
    "件": ("NUM", Decimal(1)),
    "个": ("NUM", Decimal(1)),
    "项": ("NUM", Decimal(1)),
    "% of GDP": ("PCT", Decimal(1)),
    "%": ("PCT", Decimal(1)),
    "RANK": ("RANK", Decimal(1)),
    "SCORE": ("SCORE", Decimal(1)),
    # as the bureau's English site and further tables print them
    "元": ("CNY", Decimal(1)),
    "100 million yuan": ("CNY", Decimal(10**8)),
    "10000 yuan": ("CNY", Decimal(10**4)),
    "million yuan": ("CNY", Decimal(10**6)),
    "billion yuan": ("CNY", Decimal(10**9)),
    "10000 persons": ("PERS", Decimal(10**4)),
    "persons": ("PERS", Decimal(1)),
    "人": ("PERS", Decimal(1)),
    "万人年": ("FTE", Decimal(10**4)),
    "piece": ("NUM", Decimal(1)),
    "item": ("NUM", Decimal(1)),
    "家": ("NUM", Decimal(1)),
    "篇": ("NUM", Decimal(1)),
    "户": ("NUM", Decimal(1)),
    "万件": ("NUM", Decimal(10**4)),
    "万项": ("NUM", Decimal(10**4)),
    "万家": ("NUM", Decimal(10**4)),
    "万篇": ("NUM", Decimal(10**4)),
    # base units by their codes, as observations.csv has them
    **{unit: (unit, Decimal(1)) for unit in sorted(UNITS)},
}

# Printed units that are no base units. A mu is a fifteenth of a hectare; the square metres are
# kept to the hundredth. An acre is missing on purpose: translations say acre where the original
# says mu, so an acre must be corrected by hand or confirmed.
PRINTED_UNITS: dict[str, tuple[str, Decimal]] = {
    "MU": ("M2", Decimal(10000) / Decimal(15)),
    "KM2": ("M2", Decimal(10**6)),
    "PERS_YEAR": ("FTE", Decimal(1)),
}

# Units whose values are whole things: a table's "307175.0" is a number of one digit less.
WHOLE = {"NUM", "FTE", "RANK"}


def allowed_units(indicator: Indicator, measure: str) -> tuple[str, ...]:
    """The base units that a figure of this indicator and measure may have.

    >>> allowed_units(rd_expenditure, "growth")  # doctest: +SKIP
    ('PCT',)
    """
    match measure:
        case "growth" | "share":
            return ("PCT",)
        case "rank":
            return ("RANK",)
        case "difference":
            return ("PP",) if indicator.base_unit == "PCT" else ("PP", indicator.base_unit)
        case _:
            return (indicator.base_unit,)
