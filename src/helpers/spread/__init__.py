"""How far apart areas stand, and whether they draw together: pure functions on arrays and tables.

    inequality    coefficient of variation, Theil index and its parts within and between groups
    convergence   beta: who started lower grew faster; sigma: the spread itself fell
    space         Moran's I on stated neighbours
    panel         figures of all areas over years on one definition, for the others

A missing figure is never zero: functions on arrays refuse it, `panel` says which areas it lost.
Intervals treat the areas as one draw of a process that might have run otherwise: a province left
out at a time (jackknife), or a regression's own error. They know nothing of errors in the figures.
"""
