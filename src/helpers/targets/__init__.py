"""Promises held against what happened: targets, plans and expected values of stories.

    verdict <- official <- promises

verdict     one promise against one figure, by the words it was printed in
official    what the record holds of an area: levels, changes, how far rounding may move them
promises    one row a promise: who, what, by when, as a level, the outcome, the verdict

This is the only room that judges a promise: `record` and `changes` ask it.
"""

from helpers.targets.promises import COLUMNS, DECIDED, PROXIES, promises
from helpers.targets.verdict import TOLERANCE

__all__ = ["COLUMNS", "DECIDED", "PROXIES", "TOLERANCE", "promises"]
