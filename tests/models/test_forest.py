"""Agents in arrays: any parents make trees in which everybody stands once; opening keeps bounds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from constellation_db import AgentRow, Key, TreeNode
from constellation_db.repositories.tree import in_tree_order
from constellation_gui.models.forest import Forest
from constellation_gui.models.forest_reading import _grown, _planted
from constellation_gui.models.outline import TOP

Parents = Sequence[int | None]

# By position: no parent, any position (its own and later ones too), or one that is nowhere.
parents = st.integers(0, 40).flatmap(
    lambda n: st.lists(st.none() | st.integers(0, n + 3), min_size=n, max_size=n)
)


def row(name: int, parent: int | None = None) -> AgentRow:
    upper = None if parent is None else str(parent)
    return AgentRow(
        Key("", name),
        str(name),
        "p",
        upper,
        f"agent {name}",
        "working",
        None,
        0,
        0.0,
        0,
        "",
        "",
        "",
        0,
    )


def nodes_of(parents: Parents) -> list[TreeNode]:
    rows = {str(name): row(name, parent) for name, parent in enumerate(parents)}
    order = in_tree_order([(one.id, one.parent_id) for one in rows.values()])
    return [TreeNode(rows[id], depth, kind) for id, depth, kind in order]


STATUSES = st.sampled_from(["working", "failed", "completed"])


def state_of(forest: Forest) -> object:
    numbers = range(len(forest))
    return (
        forest.nodes,
        forest.numbers,
        forest.statuses,
        forest.branches,
        [(forest.parent(n), forest.row(n), forest.total(n)) for n in numbers],
        [list(forest.children(n)) for n in (TOP, *numbers)],
    )


def walked(forest: Forest) -> list[int]:
    """Every number below the top, each parent before its children."""
    found, waiting = [], list(reversed(forest.children(TOP)))
    while waiting:
        number = waiting.pop()
        found.append(number)
        waiting += reversed(forest.children(number))
    return found


@given(parents)
def test_everybody_stands_once_whatever_the_parents_say(parents: Parents) -> None:
    forest = Forest(nodes_of(parents))
    assert walked(forest) == list(range(len(parents)))
    assert sorted(forest.numbers.values()) == list(range(len(parents)))


@given(parents)
def test_parents_rows_and_children_agree(parents: Parents) -> None:
    forest = Forest(nodes_of(parents))
    for parent in (TOP, *range(len(forest))):
        for place, child in enumerate(forest.children(parent)):
            assert (forest.parent(child), forest.row(child)) == (parent, place)
    for number, node in enumerate(forest.nodes):
        above = list(forest.ancestors(number))
        assert len(above) == node.depth
        assert forest.numbers[node.agent.id] == number
    assert forest.branches == sum(bool(forest.children(n)) for n in range(len(forest)))


@given(parents, st.integers(0, 4), st.integers(0, 50))
def test_opening_shows_no_more_than_was_allowed(parents: Parents, levels: int, rows: int) -> None:
    forest = Forest(nodes_of(parents))
    opened = forest.openable(TOP, levels, rows)
    assert len(opened) == len(set(opened))
    assert sum(len(forest.children(number)) for number in opened) <= rows
    shown = set(opened)
    for number in opened:
        assert forest.children(number)
        assert len(list(forest.ancestors(number))) < max(levels, 1)
        assert set(forest.ancestors(number)) <= shown


@given(parents)
def test_without_bounds_every_branch_opens(parents: Parents) -> None:
    forest = Forest(nodes_of(parents))
    opened = forest.openable(TOP, len(forest), len(forest))
    assert sorted(opened) == [n for n in range(len(forest)) if forest.children(n)]


def test_a_chain_of_thousands_takes_no_recursion_and_little_time() -> None:
    nodes = nodes_of([None, *range(20_000)])
    begun = time.perf_counter()
    forest = Forest(nodes)
    assert time.perf_counter() - begun < 2
    assert len(list(forest.ancestors(20_000))) == 20_000
    assert len(forest.openable(TOP, 20_001, 20_001)) == 20_000


@given(parents, st.lists(st.none() | st.integers(0, 60), min_size=1, max_size=12))
def test_a_forest_that_grew_is_the_one_that_is_planted_anew(
    parents: Parents, later: Parents
) -> None:
    known = Forest(nodes_of(parents))
    new = [row(100 + number, parent) for number, parent in enumerate(later)]
    everyone = [row(number, parent) for number, parent in enumerate(parents)] + new
    grown = _grown(known, new, known.fingerprint)
    if grown is not None:
        planted = _planted(everyone, frozenset(), Forest(), known.fingerprint)
        assert state_of(grown) == state_of(planted)


@given(st.integers(1, 30), st.data())
def test_a_forest_grows_by_the_youngest(size: int, data: st.DataObject) -> None:
    older = [None, *(data.draw(st.integers(0, n - 1)) for n in range(1, size))]
    later = data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=8))
    new = [row(100 + number, parent) for number, parent in enumerate(later)]
    grown = _grown(Forest(nodes_of(older)), new, Forest().fingerprint)
    assert grown is not None
    assert len(grown) == size + len(later)
    assert state_of(grown) == state_of(Forest(grown.nodes))


@given(parents, st.data())
def test_agents_that_read_differently_are_summed_up_as_if_read_anew(
    parents: Parents, data: st.DataObject
) -> None:
    known = Forest(nodes_of(parents))
    costs = st.none() | st.floats(0, 10)
    rows = {
        number: replace(node.agent, total_cost=data.draw(costs), status=data.draw(STATUSES))
        for number, node in enumerate(known.nodes)
        if data.draw(st.booleans())
    }
    renewed = known.renewed(rows, known.fingerprint)
    assert state_of(renewed) == state_of(Forest(renewed.nodes))
