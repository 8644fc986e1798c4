"""The report's sections: each function takes an `Edition` and gives what a notebook cell shows.

Here comparison and drawing meet: what is computed in `helpers.compare` and
`helpers.record` is put into words, tables and charts of `helpers.draw`.
"""

from helpers.report.edition import Edition
from helpers.report.opening import open_edition

__all__ = ["Edition", "open_edition"]
