"""What the table of traces calls each number of a scoreboard, and how it says it was come by.

OF_SCORE, OF_QUOTIENT: what stands on one area's score or figure. OTHERS: (what it is, how).
"""

from __future__ import annotations

from helpers.language import later

OF_SCORE: dict[str, str] = {
    "rank": later("one more than the areas with a higher score"),
    "part": later("the pillar's score by its share of the index"),
    "median": later("the median rank of the draws"),
    "low": later("the rank that a twentieth of the draws does not exceed"),
    "high": later("the rank that 19 of 20 draws do not exceed"),
    "tier": later("areas that no nine draws of ten set one above the other"),
    "beside": later("the score on the indicators of which the nation has a row, GDP of its day"),
    "share": later("the score in percent of the nation's, on the indicators of which it has a row"),
    "ours": later("one more than the areas with a higher score"),
    "alike": later("pairs of which neither stands above the other in nine draws of ten"),
    "group": later("the share of the nation's score, by the limits of the groups"),
    "highest": later("the pillar with the highest score"),
    "lowest": later("the pillar with the lowest score"),
    "lift": later("by weight times the distance from the mean of all"),
    "drag": later("by weight times the distance from the mean of all"),
    "lift_points": later("weight times the distance from the mean of all"),
    "drag_points": later("weight times the distance from the mean of all"),
}
OF_QUOTIENT = {
    "takes": later("the least that lifts the rank so many places, all else as it is:"),
    "quotient_least": later("the least of all areas"),
    "quotient_most": later("the most of all areas"),
}
OTHERS: dict[str, tuple[str, str]] = {
    "quotient_median": (later("median"), later("the median of all areas")),
    "tiers": (later("tiers"), later("the number of tiers")),
    "error": (
        later("error of a figure"),
        later("the median by which GDP was revised, as a part of it"),
    ),
    "nation": (
        later("score of the nation"),
        later("the nation's own ratios on the provinces' scale"),
    ),
    "above_half": (later("indicators"), later("those with a score above fifty")),
    "indicators_scored": (later("indicators"), later("those with a score")),
    "beside_indicators": (later("indicators with a national row"), later("counted")),
    "nation_has": (later("indicators with a national row"), later("of the year that is scored")),
    "nation_alone": (
        later("indicators with a national row, alone in their pillar"),
        later("of the year that is scored"),
    ),
    "nation_pillars": (
        later("pillars with a national row"),
        later("of the year that is scored"),
    ),
    "nation_lacks": (
        later("pillars without a national row"),
        later("of the year that is scored"),
    ),
    "cause_points": (
        later("score points"),
        later("Shapley value: what a cause adds, over all orders of causes"),
    ),
    "cause_places": (
        later("places"),
        later("Shapley value: what a cause adds, over all orders of causes"),
    ),
    "own_places": (later("places by its own performance"), later("the sum over its indicators")),
    "broken_points": (
        later("points across a break in comparability"),
        later("the sum over the indicators with a break between the two years"),
    ),
    "broken_places": (
        later("places across a break in comparability"),
        later("the sum over the indicators with a break between the two years"),
    ),
    "moved_points": (later("score points"), later("the later score less the earlier")),
    "moved_places": (later("places"), later("the earlier rank less the later")),
    "was_score": (later("score on the figures of the day"), later("on one scale of all years")),
    "is_score": (later("score as scored now"), later("on one scale of all years")),
    "was_rank": (
        later("rank on the figures of the day"),
        later("one more than the areas with a higher score"),
    ),
    "is_rank": (later("rank as scored now"), later("one more than the areas with a higher score")),
    "total": (
        later("Sobol index, total order"),
        later("the part of the variance left if only it is unknown"),
    ),
    "first": (
        later("Sobol index, first order"),
        later("the part of the variance gone if this alone is known"),
    ),
    "first_low": (
        later("Sobol index, first order"),
        later("lower end, by bootstrap over the points"),
    ),
    "first_high": (
        later("Sobol index, first order"),
        later("upper end, by bootstrap over the points"),
    ),
    "unsure": (
        later("choices whose first order may be zero"),
        later("counted: those with a lower end at or below zero"),
    ),
    "choices": (later("choices that are varied"), later("counted")),
    "total_low": (
        later("Sobol index, total order"),
        later("lower end, by bootstrap over the points"),
    ),
    "total_high": (
        later("Sobol index, total order"),
        later("upper end, by bootstrap over the points"),
    ),
    "weight": (later("weight"), later("the framework's, multiplied down from the index")),
    "effective": (
        later("weight in effect"),
        later("the squared correlation with the index, of all pillars'"),
    ),
    "alpha": (later("Cronbach's alpha"), later("from the variances of its parts and of their sum")),
    "correlation": (
        later("correlation"),
        later("Pearson's, of scores over all areas and years scored"),
    ),
    "pairs": (
        later("pairs of indicators"),
        later("counted: those that correlate beyond the bound"),
    ),
    "values missing": (later("values missing"), later("counted, over all areas and years scored")),
    "scores made": (later("scores a case"), later("counted: the index and its pillars")),
    "cases unscored": (
        later("cases without a score"),
        later("counted, over all areas and years scored"),
    ),
    "cases with gaps": (
        later("cases with a missing figure"),
        later("counted, over all areas and years scored"),
    ),
    "treated_points": (later("values changed"), later("counted, over all areas and years scored")),
    "skewness": (later("skewness"), later("corrected for bias, over all areas and years scored")),
    "kurtosis": (
        later("kurtosis"),
        later("excess, corrected for bias, over all areas and years scored"),
    ),
    "skewness_after": (later("skewness once treated"), later("corrected for bias")),
    "kurtosis_after": (later("kurtosis once treated"), later("excess, corrected for bias")),
    "agree": (later("agreement with the ranking"), later("our ranks beside the published ones")),
    "ahead": (later("places ahead here"), later("the rank in the report less the rank here")),
    "along": (later("correlation"), later("Spearman's, of the places ahead here with the score")),
    "areas": (later("areas with a rank"), later("counted")),
    "indicators": (later("indicators"), later("counted in the framework")),
    "pillars": (later("pillars"), later("counted in the framework")),
    "setting": ("", later("a rule that this report sets")),
    "tier_of": (later("members of the tier"), later("nobody of them is told apart from another")),
    "contradicted": (
        later("pairs whose lower tier stands above in most draws"),
        later("none is found, or those named"),
    ),
    "broken": (
        later("indicators with a break in comparability between the two years"),
        later("by the breaks that the indicators' table names"),
    ),
    "overlap": (later("intervals of two years"), later("whether a rank lies in both")),
    "nearer": (later("indicators nearer to another pillar"), later("by correlations of scores")),
    "weak": (
        later("indicators that hardly go with their pillar"),
        later("by correlations of scores"),
    ),
    "against": (
        later("indicators that go against their pillar"),
        later("by correlations of scores"),
    ),
    "odd": (
        later("indicators that do not go with their pillar"),
        later("by correlations of scores"),
    ),
    "opposite": (
        later("indicators that go against a pillar not their own"),
        later("by correlations of scores"),
    ),
    "loose": (later("pillars that hardly measure one thing"), later("by Cronbach's alpha")),
    "closest": (later("indicators that say most the same"), later("by correlations of scores")),
    "lifted": (
        later("indicators that lifted it most"),
        later("by their Shapley values, in places"),
    ),
    "held": (later("indicators that held it back"), later("by their Shapley values, in places")),
    "movers": (
        later("choices that move ranks most, by estimate"),
        later("by Sobol indices of total order"),
    ),
    "leading": (
        later("choices not told apart from that with the largest index"),
        later("by the intervals of Sobol indices"),
    ),
    "still": (later("choices that move nothing"), later("by Sobol indices of total order")),
    "beyond": (
        later("choices with a first order above their total order"),
        later("by the estimates of both"),
    ),
    "hardly": (
        later("choices that move hardly anything"),
        later("by the upper ends of Sobol indices"),
    ),
    "group_of": (later("members of the group"), later("by their shares of the nation's score")),
    "furthest": (later("who differs most"), later("by the difference of both ranks")),
    "passed": (
        later("before whom a better rank comes in a later tier"),
        later("by tiers, and by ranks as scored"),
    ),
    "unscored": (
        later("indicators without enough figures"),
        later("those that fewer than nine tenths of the provinces have a figure of"),
    ),
}


NAMES = (
    later("draws"),
    later("fewer draws"),
    later("concentration"),
    later("hundred"),
    later("held"),
    later("certain"),
    later("leader"),
    later("strong"),
    later("moderate"),
    later("skewed"),
    later("peaked"),
    later("drawn in"),
    later("redundant"),
    later("level"),
    later("points"),
    later("shown"),
    later("hardly"),
    later("alpha"),
    later("first"),
    later("least"),
    later("most"),
    later("areas"),
    later("spearman"),
    later("kendall"),
    later("size"),
)
"""What claims call the report's rules and its measures of agreement."""
