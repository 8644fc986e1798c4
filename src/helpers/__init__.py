r"""Innovation in China's provinces and cities, from printed figures to a comparison.

The way the data flows, one direction, a room for each stage:

    reference <- read <- clean <- compare, spread, targets <- record, changes, profile, scoreboard \
                                                claims, draw  <- report <- site <- archive <- cli
                          \ intake <- cli

reference   areas, indicators and sources: what a figure means
read        raw files into arrivals, as printed
clean       arrivals into observations: numbers, repeats, conflicts, checks
compare     ranks, changes, ratios, coverage: pure functions on observations
targets     promises held against what happened: the verdicts, and why there is none
record      printed figures held against the official record
profile     one province among its peers: strengths, neighbours, composition
spread      how far apart provinces stand, and whether they draw together
scoreboard  a composite index step by step, and how sure its ranks are
changes     two states of the observations: figures revised, ranks moved, targets decided
claims      what the report states, and a judge that finds the figures by a route of its own
draw        charts and tables: values in, pictures and words out; knows nothing of the others
report      the sections of the pages: what is compared, drawn and said
site        notebooks executed, pages rendered, an edition published
archive     an edition in one file, and the script that derives its figures again
intake      a new file recognised, checked against what is known, taken in
cli         the command innovation-report

Beside them what every stage may use: `faults` (what is wrong with the input, in
sentences), `language` (what pages say, in English or Chinese), `traces` (words that know what
they stand on), `csv_rows` (small CSV files with line numbers), `parameters` (what an edition
shows, checked), `data_folder` (where data/ is) and `writing` (files whole or not at all, and
what the system refuses in words).
"""
