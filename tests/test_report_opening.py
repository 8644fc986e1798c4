"""An edition opened, or refused in words."""

from __future__ import annotations

import re

import pytest
from editions import TWO, written
from raw_figures import BEIJING, HENAN, HUBEI, HUNAN, ROOT, TIBET, WUHAN, XINJIANG

from helpers.data_folder import VARIABLE as DATA
from helpers.faults import FaultsFound
from helpers.report.opening import open_edition

pytestmark = pytest.mark.usefixtures("project_data")


@pytest.mark.parametrize(("asked", "words_"), [
    ({"first_year": 2030}, "first_year 2030 lies after 2024, the newest year with figures"),
    ({"first_year": 2030, "last_year": 2100}, "years within 2000 to 2024"),
    ({"first_year": 1990, "last_year": 1999}, "1990 to 1999 hold no year with figures"),
    ({"indicators": ["sci_papers"], "first_year": 2023}, "years within 2010 to 2022"),
    ({"indicators": ["hte_stock", "tech_sme"]}, "has no figures of hte_stock and tech_sme"),
    ({"peers": [HUNAN]}, "leaves nobody whom Hunan could be compared with"),
    ({"areas": [HUNAN, HENAN, HUBEI, BEIJING, TIBET, XINJIANG]}, "areas names 6 provinces"),
])  # fmt: skip
def test_an_edition_with_nothing_to_compare_is_refused_in_words(asked, words_):
    values = {"areas": [HUNAN], "peers": "all", "first_year": 2012, "last_year": "newest",
              "indicators": "default"} | asked  # fmt: skip
    with pytest.raises(FaultsFound) as found:
        open_edition(**values)
    assert words_ in str(found.value)


@pytest.mark.parametrize(
    ("changed", "words_"),
    [
        ({"areas": [WUHAN]}, "a city is never ranked among provinces"),
        ({"peers": [WUHAN]}, "a city is never ranked among provinces"),
        ({"areas": ["999999"]}, "999999"),
        ({"peers": ["999999"]}, "999999"),
        ({"indicators": ["rd_expenditur"]}, "rd_expenditur"),
        ({"first_year": 2022, "last_year": 2012}, "first_year 2022 lies after last_year 2012"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_an_edition_of_what_nobody_knows_is_refused_in_words(changed, words_):
    asked = {"areas": [HUNAN], "peers": "all", "first_year": 2012, "last_year": "newest",
             "indicators": "default"}  # fmt: skip
    with pytest.raises(FaultsFound, match=re.escape(words_)):
        open_edition(**{**asked, **changed})


def test_the_data_are_found_from_within_the_project_or_missed_in_words(tmp_path, monkeypatch):
    monkeypatch.delenv(DATA)
    monkeypatch.chdir(ROOT / "notebooks")
    opened = open_edition([HUNAN], "all", 2012, "newest", list(TWO))
    assert len(opened.observations) == len(written())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FaultsFound, match=r"no folder here or above holds data/sources\.csv"):
        open_edition([HUNAN], "all", 2012, "newest", list(TWO))


def test_figures_that_are_not_clean_yet_are_missed_in_words(tmp_path, monkeypatch):
    for name in ("reference", "sources.csv"):
        (tmp_path / name).symlink_to(ROOT / "data" / name)
    monkeypatch.setenv(DATA, str(tmp_path))
    with pytest.raises(FaultsFound, match=r"clean/observations\.csv cannot be read"):
        open_edition([HUNAN], "all", 2012, "newest", "default")
