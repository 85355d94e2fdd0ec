"""Trees of agents whatever their parents say: circles, orphans, strangers, great depth."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constellation_db import Database, TreePlace
from tests.builders import Row, agent, project, write

ROOT, CHILD = TreePlace.ROOT, TreePlace.CHILD
ORPHAN, FOREIGN, CYCLE = TreePlace.ORPHAN, TreePlace.FOREIGN, TreePlace.CYCLE


def family(db: Database, parents: dict[str, str | None]) -> Row:
    """Write a project whose agents have these parents, in this order."""
    someone = project()
    agents = [agent(someone, parent, id=id) for id, parent in parents.items()]
    write(db.path, projects=[someone], agents=agents)
    return someone


def tree(db: Database, project: Row) -> list[tuple[str, int, TreePlace]]:
    return [(node.agent.id, node.depth, node.kind) for node in db.agents.tree(project["id"])]


def hierarchy(db: Database, id: str) -> list[str]:
    return [agent.id for agent in db.agents.get_agent_hierarchy(id)]


def test_children_stand_behind_their_parent_oldest_first(db: Database) -> None:
    parents = {"a": None, "b": None, "b1": "b", "a1": "a", "a2": "a", "a1x": "a1", "b2": "b"}
    expected = [
        ("a", 0, ROOT), ("a1", 1, CHILD), ("a1x", 2, CHILD), ("a2", 1, CHILD),
        ("b", 0, ROOT), ("b1", 1, CHILD), ("b2", 1, CHILD),
    ]  # fmt: skip
    someone = family(db, parents)
    assert tree(db, someone) == expected
    assert hierarchy(db, "a") == ["a", "a1", "a1x", "a2"]
    assert hierarchy(db, "a1") == ["a1", "a1x"]
    assert db.agents.children_counts(someone["id"]) == {"a": 2, "b": 2, "a1": 1}
    assert db.agents.get_project_stats(someone["id"]).max_depth == 2


def test_a_child_written_before_its_parent_still_stands_behind_it(db: Database) -> None:
    someone = family(db, {"child": "parent", "parent": None})
    assert tree(db, someone) == [("parent", 0, ROOT), ("child", 1, CHILD)]


def test_a_limited_tree_holds_the_oldest_and_nobody_out_of_place(db: Database) -> None:
    parents = {"top": None, "lost": "late", "under": "lost", "a": "top", "late": None, "b": "a"}
    someone = family(db, parents)
    first = db.agents.tree(someone["id"], limit=4)
    assert [(node.agent.id, node.depth) for node in first] == [("top", 0), ("a", 1)]
    assert db.agents.tree(someone["id"], limit=7) == db.agents.tree(someone["id"])


def test_a_circle_is_cut_open_at_its_oldest_agent(db: Database) -> None:
    parents = {"top": None, "a": "c", "b": "a", "c": "b", "beside": "b", "below": "top"}
    someone = family(db, parents)
    assert tree(db, someone) == [
        ("top", 0, ROOT), ("below", 1, CHILD),
        ("a", 0, CYCLE), ("b", 1, CHILD), ("c", 2, CHILD), ("beside", 2, CHILD),
    ]  # fmt: skip
    assert hierarchy(db, "a") == ["a", "b", "c", "beside"]
    assert hierarchy(db, "c") == ["c", "a", "b", "beside"]
    assert db.agents.get_project_stats(someone["id"]).max_depth == 2


def test_an_agent_that_is_its_own_parent_stands_once(db: Database) -> None:
    someone = family(db, {"self": "self", "child": "self"})
    assert tree(db, someone) == [("self", 0, CYCLE), ("child", 1, CHILD)]
    assert hierarchy(db, "self") == ["self", "child"]
    assert hierarchy(db, "child") == ["child"]


def test_an_agent_that_hangs_on_a_circle_is_cut_nowhere(db: Database) -> None:
    someone = family(db, {"tail": "b", "b": "a", "a": "b"})
    assert tree(db, someone) == [("b", 0, CYCLE), ("tail", 1, CHILD), ("a", 1, CHILD)]


def test_orphans_and_children_of_strangers_stand_at_the_top(db: Database) -> None:
    family(db, {"stranger": None})
    someone = family(db, {"orphan": "nobody", "below": "orphan", "guest": "stranger", "own": None})
    assert tree(db, someone) == [
        ("orphan", 0, ORPHAN), ("below", 1, CHILD), ("guest", 0, FOREIGN), ("own", 0, ROOT),
    ]  # fmt: skip
    assert hierarchy(db, "orphan") == ["orphan", "below"]
    assert hierarchy(db, "stranger") == ["stranger", "guest"]
    assert db.agents.get_project_stats(someone["id"]).max_depth == 1


@pytest.mark.parametrize("depth", [1_000, 5_000])
def test_a_chain_may_be_thousands_deep(db: Database, depth: int) -> None:
    ids = [f"{n:05d}" for n in range(depth + 1)]
    someone = family(db, dict(zip(ids, [None, *ids], strict=False)))
    assert hierarchy(db, ids[0]) == ids
    assert hierarchy(db, ids[depth // 2]) == ids[depth // 2 :]
    nodes = tree(db, someone)
    assert [(id, level) for id, level, _kind in nodes] == [(id, n) for n, id in enumerate(ids)]
    assert db.agents.get_project_stats(someone["id"]).max_depth == depth
    assert db.projects.delete(someone["id"])
    assert db.agents.count() == 0


def test_a_circle_may_be_thousands_long(db: Database) -> None:
    ids = [f"{n:05d}" for n in range(5_000)]
    someone = family(db, dict(zip(ids, [ids[-1], *ids], strict=False)))
    assert [id for id, _depth, _kind in tree(db, someone)] == ids
    assert hierarchy(db, ids[1]) == [*ids[1:], ids[0]]


def test_the_stored_depth_is_what_a_caller_said(db: Database) -> None:
    someone = project()
    top = agent(someone, depth=7)
    write(db.path, projects=[someone], agents=[top, agent(someone, top, depth=0)])
    assert [node.depth for node in db.agents.tree(someone["id"])] == [0, 1]
    assert [found.depth for found in db.agents.find_by_project_id(someone["id"])] == [7, 0]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=12))
def test_every_agent_stands_once_behind_its_parent(db: Database, links: list[int | None]) -> None:
    someone = project()
    mark = someone["id"]
    parents = {
        f"{mark}/{n}": None if link is None else f"{mark}/{link}" for n, link in enumerate(links)
    }
    agents = [agent(someone, parent, id=id) for id, parent in parents.items()]
    write(db.path, projects=[someone], agents=agents)

    nodes = tree(db, someone)
    assert Counter(id for id, _depth, _kind in nodes) == Counter(list(parents))
    line: list[str] = []
    for id, depth, kind in nodes:
        del line[depth:]
        assert len(line) == depth
        if kind is CHILD:
            assert line[-1] == parents[id]
        else:
            assert depth == 0
        assert (kind is ROOT) == (parents[id] is None)
        assert (kind is ORPHAN) == (parents[id] is not None and parents[id] not in parents)
        line.append(id)
    for id in parents:
        below = hierarchy(db, id)
        assert below[0] == id
        assert set(below) == descendants(id, parents)
        assert len(below) == len(set(below))


def descendants(id: str, parents: dict[str, str | None]) -> set[str]:
    found = {id}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found
