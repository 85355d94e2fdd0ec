"""Looking for agents: who is left, and that the trees stay trees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_gui.models.agent_filter import EVERYONE, AgentFilter, narrowed
from constellation_gui.models.forest import Forest
from tests.models.test_forest import Parents, nodes_of, parents, row


@pytest.mark.parametrize(
    ("text", "statuses", "found"),
    [
        ("", (), True),
        ("   ", (), True),
        ("PLAN", (), True),
        ("straße", (), True),
        ("STRASSE", (), True),
        ("opus", (), True),
        ("gone", (), False),
        ("", ("failed",), True),
        ("", ("working",), False),
        ("", ("working", "failed"), True),
        ("plan", ("working",), False),
    ],
)
def test_text_and_status_are_looked_for(text: str, statuses: tuple[str, ...], found: bool) -> None:
    agent = replace(
        row(1), name="planner", current_task="Fix the Straße", model="opus", status="failed"
    )
    assert AgentFilter(text, frozenset(statuses)).matches(agent) is found


def test_what_is_missing_or_huge_is_no_match_and_no_fault() -> None:
    agent = replace(row(1), name=None, model=None, status=None, current_task="x" * 5_000_000 + "y")
    assert not AgentFilter("y").matches(agent)
    assert AgentFilter("xx").matches(agent)
    assert not AgentFilter(statuses=frozenset({"failed"})).matches(agent)


@given(parents, st.sets(st.integers(0, 40)))
def test_who_is_found_stands_under_all_ancestors(parents: Parents, failed: set[int]) -> None:
    nodes = [
        replace(node, agent=replace(node.agent, status="failed"))
        if int(node.agent.id) in failed
        else node
        for node in nodes_of(parents)
    ]
    whole = Forest(nodes)
    left = narrowed(whole, AgentFilter(statuses=frozenset({"failed"})))
    wanted = [n for n, node in enumerate(nodes) if node.agent.status == "failed"]
    kept = sorted({*wanted, *(above for number in wanted for above in whole.ancestors(number))})
    assert [node.agent.id for node in left.nodes] == [nodes[number].agent.id for number in kept]
    assert left.found == len(wanted)
    for number, before in enumerate(kept):
        assert left.matches(number) == (before in wanted)
        assert left.total(number) == whole.total(before)
        ids = [left.nodes[above].agent.id for above in left.ancestors(number)]
        assert ids == [nodes[above].agent.id for above in whole.ancestors(before)]


def test_nobody_is_left_out_without_a_filter() -> None:
    forest = Forest(nodes_of([None, 0]))
    assert narrowed(forest, EVERYONE) is forest
    assert forest.found == 2
    assert forest.matches(1)
