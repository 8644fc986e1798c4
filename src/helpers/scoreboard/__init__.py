"""A composite index step by step, one verb a module, and how sure its ranks are.

    framework                              what is put together: indicators, parents, weights
        -> table, options                  what is given, checked, every fault at once
        -> denominate -> impute -> screen -> treat -> transform -> normalise
        -> weight -> aggregate             the steps of the OECD/JRC Handbook, in its order
        -> index                           all of them: `build_index`
    choices -> machine                     what a critic would vary; thousands of indices at once
        -> uncertainty, tiers              ranks with intervals, and who is told apart
        -> sensitivity                     which choice moves the ranks
        -> reach                           what it would take to climb, in any index
    coherence, moves                       does it hold together; why a rank moved
    provinces -> groups, takes, agreement  the scoreboard of the record: beside the nation, what it
                                           would take to climb, beside another ranking

Each verb is a function on tables of units (rows) by indicator (columns) and can be used alone.
Formulas and step numbers are those of OECD, European Union and JRC, "Handbook on Constructing
Composite Indicators: Methodology and User Guide" (2008), where a docstring says Handbook.
Nothing here reads a file but `Framework.read`, and nothing draws. Missing is not zero: a
missing value has no normalised score, and a unit without any score has no rank.
"""

from helpers.scoreboard.framework import Framework
from helpers.scoreboard.index import Index, build_index

__all__ = ["Framework", "Index", "build_index"]
