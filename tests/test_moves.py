"""Why ranks move: by hand, by trying every order, and by the properties that fix the value."""

import itertools

import numpy as np
import pandas as pd
import pytest

from helpers.scoreboard.moves import MOST, Vintages, move, shapley


def weighted(*weights):
    return lambda rows: rows @ np.array(weights)


def table(rows, columns="xy"):
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(columns), dtype=float)


def test_the_glove_game():
    """One left glove, two right ones: 2/3, 1/6, 1/6 (Shapley and Shubik's example)."""
    worth = np.zeros(8)
    for left, one, two in itertools.product((0, 1), repeat=3):
        worth[left + 2 * one + 4 * two] = left and (one or two)
    assert shapley(worth) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_the_airport_game():
    """Runways costing 1, 2 and 4: each section is shared by those who need it."""
    costs = [1, 2, 4]
    worth = np.array(
        [max((c for i, c in enumerate(costs) if mask >> i & 1), default=0) for mask in range(8)],
        dtype=float,
    )
    assert shapley(worth) == pytest.approx([1 / 3, 1 / 3 + 1 / 2, 1 / 3 + 1 / 2 + 2])


def test_every_coalition_needs_a_worth():
    with pytest.raises(ValueError, match="power of two"):
        shapley(np.zeros(6))
    with pytest.raises(ValueError, match="finite"):
        shapley(np.array([0, np.nan]))


def test_a_score_moves_by_its_weighted_parts():
    before = table({"a": (10, 20), "b": (15, 15)})
    after = table({"a": (20, 16), "b": (15, 15)})
    found = move("a", Vintages(before, after), weighted(0.5, 0.5))
    assert (found.score_before, found.score_after) == (15, 18)
    assert found.parts["score"].tolist() == pytest.approx([5, -2, 0])
    assert found.parts["cause"].tolist() == ["x", "y", "others"]
    # at first a ties with b (15), so both are 1st; it stays 1st, yet x alone lifts and y drags
    assert (found.rank_before, found.rank_after) == (1, 1)


def test_a_rank_by_hand():
    """Unit a gains 2 on x and 2 on y, rivals stand 1 and 3 above: each half of two places."""
    before = table({"a": (0, 0), "b": (1, 0), "c": (3, 0)})
    after = table({"a": (2, 2), "b": (1, 0), "c": (3, 0)})
    found = move("a", Vintages(before, after), weighted(1, 1))
    assert (found.rank_before, found.rank_after) == (3, 1)
    # whichever comes first passes b (2 over 1), the second passes c (4 over 3): one place each
    assert found.parts.set_index("cause")["rank"].to_dict() == pytest.approx(
        {"x": 1, "y": 1, "others": 0}
    )


SINGLE = [
    ("x", {"a": (5, 1), "b": (3, 1), "c": (2, 1)}),
    ("others", {"a": (1, 1), "b": (0, 1), "c": (2, 1)}),
]


@pytest.mark.parametrize(("cause", "after"), SINGLE)
def test_a_single_cause_has_all_of_it(cause, after):
    before = table({"a": (1, 1), "b": (3, 1), "c": (2, 1)})
    found = move("a", Vintages(before, table(after)), weighted(0.7, 0.3))
    rank = found.parts.set_index("cause")["rank"]
    assert rank[cause] == found.rank_before - found.rank_after != 0
    assert (rank.drop(cause) == 0).all()
    score = found.parts.set_index("cause")["score"]
    assert (score.drop(cause) == 0).all()


def test_a_revision_alone_has_all_of_it():
    before = table({"a": (1, 1), "b": (3, 1), "c": (2, 1)})
    revised = table({"a": (9, 1), "b": (3, 1), "c": (2, 1)})
    found = move("a", Vintages(before, revised, before_revised=revised), weighted(1, 1))
    rank = found.parts.set_index("cause")["rank"]
    assert (found.rank_before, found.rank_after) == (3, 1)
    assert rank.to_dict() == {"x": 0, "y": 0, "others": 0, "revision": 2}


def brute(unit, vintages, score):
    """Mean of what each cause adds over every order, ranks counted by comparing."""
    columns = list(vintages.before.columns)
    names = [*columns, "others", "revision"]

    def rank(happened):
        tables = {later: vintages.table(later, "revision" in happened) for later in (False, True)}
        rows = tables["others" in happened].copy()
        rows.loc[unit] = [tables[code in happened].at[unit, code] for code in columns]
        scores = dict(zip(rows.index, score(rows.to_numpy()), strict=True))
        return sum(s > scores[unit] + 1e-9 for other, s in scores.items() if other != unit)

    total = dict.fromkeys(names, 0.0)
    orders = list(itertools.permutations(names))
    for order in orders:
        happened = set()
        for name in order:
            old = rank(happened)
            happened.add(name)
            total[name] += old - rank(happened)
    return {name: value / len(orders) for name, value in total.items()}


@pytest.mark.parametrize("seed", range(3))
def test_it_equals_the_mean_over_every_order(seed):
    draw = np.random.default_rng(seed)
    tables = [
        pd.DataFrame(draw.normal(size=(9, 3)), index=list("abcdefghi"), columns=list("xyz"))
        for _ in range(4)
    ]
    vintages = Vintages(tables[0], tables[1], tables[2], tables[3])
    score = weighted(0.5, 0.3, 0.2)
    found = move("d", vintages, score)
    assert found.parts.set_index("cause")["rank"].to_dict() == pytest.approx(
        brute("d", vintages, score), abs=1e-12
    )


def test_the_parts_sum_to_the_move_with_many_causes_and_a_score_that_bends():
    draw = np.random.default_rng(8)
    columns = [f"i{number}" for number in range(12)]
    tables = [
        pd.DataFrame(
            draw.gamma(2, size=(31, 12)), index=[f"u{n}" for n in range(31)], columns=columns
        )
        for _ in range(3)
    ]
    vintages = Vintages(tables[0], tables[1], before_revised=tables[2])
    for unit in ("u0", "u17"):
        found = move(unit, vintages, lambda rows: np.exp(np.log(rows).mean(axis=1)))
        assert len(found.parts) == 14
        moved = found.score_after - found.score_before
        assert found.parts["score"].sum() == pytest.approx(moved, abs=1e-9)
        places = found.rank_before - found.rank_after
        assert found.parts["rank"].sum() == pytest.approx(places, abs=1e-9)


def test_a_later_year_that_was_never_published_on_the_old_basis_moves_as_on_the_new():
    before, after = table({"a": (1, 1), "b": (2, 0)}), table({"a": (3, 1), "b": (2, 5)})
    vintages = Vintages(before, after, before_revised=table({"a": (2, 4), "b": (2, 0)}))
    # 1 * 3 / 2, 1 * 1 / 4, 2 * 2 / 2; from zero to 5 by the difference
    assert vintages.table(True, False).to_numpy().tolist() == [[1.5, 0.25], [2, 5]]
    found = move("a", vintages, weighted(1, 0))
    # x unrevised 1 to 1.5, revised 2 to 3: half of 0.5 and 1; revision 1 to 2 or 1.5 to 3
    assert found.parts.set_index("cause")["score"].to_dict() == pytest.approx(
        {"x": 0.75, "y": 0, "others": 0, "revision": 1.25}
    )


def test_causes_can_be_put_under_one():
    before, after = table({"a": (0, 0), "b": (1, 0)}), table({"a": (2, 2), "b": (1, 0)})
    found = move("a", Vintages(before, after), weighted(1, 1), {"x": "pillar", "y": "pillar"})
    assert found.parts["cause"].tolist() == ["pillar", "others"]
    assert found.parts["score"].tolist() == pytest.approx([4, 0])


def test_others_without_a_score_are_passed_over():
    before = table({"a": (1, 1), "b": (np.nan, 1), "c": (2, 2)})
    found = move("a", Vintages(before, before), weighted(1, 1))
    assert (found.rank_before, found.rank_after) == (2, 2)


def test_what_cannot_be_explained_is_refused():
    before = table({"a": (1, 1), "b": (2, 2)})
    with pytest.raises(ValueError, match="no unit"):
        move("z", Vintages(before, before), weighted(1, 1))
    with pytest.raises(ValueError, match="same units"):
        move("a", Vintages(before, before.iloc[::-1]), weighted(1, 1))
    with pytest.raises(ValueError, match="no score"):
        move("a", Vintages(before, before * np.nan), weighted(1, 1))
    wide = pd.DataFrame(1.0, index=["a", "b"], columns=[f"i{n}" for n in range(MOST)])
    with pytest.raises(ValueError, match="too many"):
        move("a", Vintages(wide, wide), lambda rows: rows.mean(axis=1))
