"""What the report states, and whether the figures bear it.

claim     a statement as a value, with the observations that it stands on
kinds     every kind of it: a level, a rank, a growth ...
rows      the figures, found again by a route of their own
reckon    exact arithmetic on them: rounding, ranks, changes
judge     refuses a claim, and says what the figures bear instead; judge_figures what is said of an
          area's own, judge_fields what is said of many
told      the same for what a story printed and what came of it
promised  what a promise comes to, its verdict, and how many there are
spread    how far apart areas stand, and whether they draw together
rules     the numbers that the report's own rules set
ways      words of direction by the way they go; direction asks the claims beside them
worded    words made anew: absent what is missing, checked whether the record bears a story out,
          published where figures come from
since     what changed since the last edition, compared once more

Of the scoreboard, each likewise by other code than `helpers.scoreboard`:

plan, scale, board      what is scored of which figures; scores and ranks
draws, sensitive        the draws behind an interval, and what moves the ranks
causes, agreed          why a rank moved; our ranks beside the published ones
measures, scores        all else that is told; every number by name
score_words, named      what words stand for, and what that is called in the page's language
judge_scores            refuses what these do not bear

A sentence is made from claims (`words` of each goes into it), the claims travel with it to the
page, and every page is judged there. The judge shares no code with `compare`: it reads
observations.csv and indicators.csv itself, in exact fractions, and ranks by counting.
"""
