"""Innovation in China's provinces and cities, from printed figures to a comparison.

The way the data flows, one direction, a room for each stage:

    reference <- read <- clean <- compare <- draw <- site <- cli

reference   areas, indicators and sources: what a figure means
read        raw files into arrivals, as printed
clean       arrivals into observations: numbers, repeats, conflicts, checks
compare     ranks, changes, ratios, coverage: pure functions on observations
draw        charts, tables and sentences of what was compared
site        notebooks executed, pages rendered, an edition published
cli         the command innovation-report

Beside them `faults` (what is wrong with the input, in sentences) and `csv_rows`
(small CSV files with line numbers), which every stage may use.
"""
