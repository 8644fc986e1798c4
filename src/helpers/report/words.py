"""Words that several sections use of what stories print."""

from __future__ import annotations

import pandas as pd

from helpers.report.edition import Edition


def publishers(edition: Edition, rows: pd.DataFrame) -> str:
    """Publisher and date of every story among the observations of `rows`, each once."""
    ids = [obs_id.partition(":")[0] for obs_id in rows["obs_id"]]
    return ", ".join(dict.fromkeys(edition.reference.source_title(source) for source in ids))


def span(period: str) -> str:
    """ "2022-01/2022-07" as "2022-01 to 2022-07"."""
    return period.replace("/", " to ")


def measure_words(measure: str) -> str:
    """What is put behind an indicator's name for a measure that is no level."""
    words = {"net_increase": ", net increase", "growth": ", growth", "rank": ", rank"}
    return words.get(measure, "")
