"""What agents cost with all below them: the unknown is said, and never counts as nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_db import Fingerprint
from constellation_gui.models.agent_rows import summary, summed, summed_tip
from constellation_gui.models.forest import Forest, Total
from constellation_gui.models.outline import TOP
from tests.models.test_forest import Parents, nodes_of, parents, walked

costs = st.none() | st.integers(0, 9) | st.just(float("inf")) | st.just(float("nan"))


@given(parents, st.data())
def test_a_total_is_the_sum_of_all_below(parents: Parents, data: st.DataObject) -> None:
    nodes = nodes_of(parents)
    given_costs = data.draw(st.lists(costs, min_size=len(nodes), max_size=len(nodes)))
    forest = Forest(
        [
            replace(node, agent=replace(node.agent, total_cost=cost))
            for node, cost in zip(nodes, given_costs, strict=True)
        ]
    )
    for number in range(len(forest)):
        family = [n for n in walked(forest) if n == number or number in forest.ancestors(n)]
        known = [given_costs[n] for n in family if isinstance(given_costs[n], int)]
        total = Total(sum(known), len(family), len(family) - len(known))
        assert forest.total(number) == total
    assert forest.total(TOP).agents == len(forest)


def test_a_changed_agent_changes_what_all_above_it_cost() -> None:
    forest = Forest(nodes_of([None, 0, 1, 0]))
    dearer = replace(forest.nodes[2].agent, total_cost=1.5, status="failed")
    renewed = forest.renewed({2: dearer}, Fingerprint(4, 0, "", 1))
    assert [renewed.total(number).known for number in range(4)] == [1.5, 1.5, 1.5, 0.0]
    assert [forest.total(number).known for number in range(4)] == [0.0] * 4
    assert renewed.with_status("failed") == [2]
    assert forest.with_status("failed") == []
    assert renewed.nodes[1] is forest.nodes[1]


@pytest.mark.parametrize(
    ("total", "text", "tip"),
    [
        (Total(1.2, 3, 0), "$1.20", "This agent and 2 below it: $1.20"),
        (
            Total(1.2, 3, 1),
            "≥ $1.20",
            "This agent and 2 below it: $1.20, and what 1 of them cost is unknown",
        ),
        (Total(0.0, 3, 1), "≥ $0.00", "This agent and 2 below it: $0.00, and what 1 of them cost"),
        (Total(0.0, 3, 3), "unknown", "the cost of all is unknown"),
        (Total(0.0, 1, 0), "$0.00", "This agent alone: $0.00"),
        (Total(123_456.0, 2, 1), "≥ $123k", "$123,456.00"),
    ],
)
def test_a_sum_says_what_is_not_known_of_it(total: Total, text: str, tip: str) -> None:
    assert summed(total) == text
    assert tip in summed_tip(total)


def test_a_summary_names_what_matters_first() -> None:
    nodes = nodes_of([None, 0, 0])
    failed = replace(nodes[0], agent=replace(nodes[0].agent, status="failed", total_cost=12.4))
    unknown = replace(nodes[2], agent=replace(nodes[2].agent, total_cost=None))
    forest = Forest([failed, nodes[1], unknown])
    assert summary(forest, 3, 3) == ["3 agents", "1 failed", "2 working", "≥ $12.40"]
    assert summary(forest, 3, 1)[0] == "1 of 3 agents"
    assert summary(Forest(nodes_of([None])), 1, 1) == ["1 agent", "1 working"]
    assert summary(Forest([unknown]), 1, 1) == ["1 agent", "1 working", "cost unknown"]
