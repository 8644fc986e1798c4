"""The parameters of one edition as a value, and what each of them may be."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

MOST_MARKED = 5
"""How many provinces an edition may mark: the colours of the charts that stay apart for every
eye (see draw/style.py), and the columns that the table of indicators has room for."""

Year = Annotated[int, Field(strict=True, ge=1949, le=2100)]
Names = Annotated[list[str], Field(min_length=1)]
Marked = Annotated[list[str], Field(min_length=1, max_length=MOST_MARKED)]

WANTED = {
    "areas": "a list of adcodes or names of provinces, such as [430000, Henan]",
    "peers": '"all", "zone", or a list of adcodes or names of provinces',
    "first_year": "a year, 1949 to 2100, such as 2012",
    "last_year": 'a year, 1949 to 2100, or "newest"',
    "indicators": '"default", or a list of codes of data/reference/indicators.csv',
    "gdp_vintage": '"revised" or "published"',
    "language": '"en", "zh" or "both"',
}
WORDS = {"peers": ("all", "zone"), "indicators": ("default",)}


class Parameters(BaseModel):
    """The parameters of one edition.

    areas: adcodes of the provinces that the pages mark, in this order; at most `MOST_MARKED`.
    peers: with whom they are compared: "all" provinces, those of their "zone", or adcodes.
    first_year, last_year: years shown; "newest" is for each indicator its newest with figures.
    indicators: codes of the indicators shown; "default" leaves it to the notebooks.
    gdp_vintage: of the scoreboard: GDP "revised" after the census, or of its day ("published").
    language: of the pages: "en", "zh", or "both", side by side.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    areas: Marked = ["430000", "410000", "420000"]
    peers: Literal["all", "zone"] | Names = "all"
    first_year: Year = 2012
    last_year: Year | Literal["newest"] = "newest"
    indicators: Literal["default"] | Names = "default"
    gdp_vintage: Literal["revised", "published"] = "revised"
    language: Literal["en", "zh", "both"] = "en"

    @model_validator(mode="after")
    def _years_in_order(self) -> Parameters:
        if self.last_year != "newest" and self.first_year > self.last_year:
            raise ValueError(f"first_year {self.first_year} lies after last_year {self.last_year}")
        return self


class Refusal(NamedTuple):
    """Why an edition of good values cannot be made: which parameter, and as in `Fault`."""

    name: str
    found: str
    allowed: str = ""
    todo: str = ""
