"""What a part of the store changed: between which versions, in which span, by whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from constellation_db import ChangedPath, Database, Key, Scope
from tests.builders import agent, output, project, write


@pytest.fixture
def db(tmp_path: Path) -> Database:
    """Give a store in which three agents wrote the same file in turn, and each one of their own."""
    path = tmp_path / "store.db"
    with Database.open(path):
        pass
    agents = [
        agent("p", id="root"),
        agent("p", "root", id="coder"),
        agent("p", "coder", id="tester"),
        agent("p", id="stranger"),
    ]
    outputs = [
        output("p", "root", id="a1", path="a"),
        output("p", "stranger", id="a2", path="a"),
        output("p", "coder", id="a3", path="a", previous_content="kept"),
        output("p", "tester", id="a4", path="a"),
        output("p", "tester", id="b1", path="b"),
        output("p", "coder", id="none", path=None),
        output("other", "coder", id="far", path="a"),
        output("p", "root", id="a5", path="a"),
    ]
    write(path, projects=[project(id="p"), project(id="other")], agents=agents, outputs=outputs)
    return Database.open(path)


def told(paths: list[ChangedPath]) -> list[str]:
    """Each as `path: before > first..last ×versions`."""
    return [
        f"{each.path}: {each.before_id} > {each.first_id}..{each.last_id} ×{each.versions}"
        for each in paths
    ]


def test_of_a_project_from_nothing_to_the_last_version(db: Database) -> None:
    with db:
        found = db.outputs.changed_paths(Scope("p"))
    assert told(found) == ["a: None > a1..a5 ×5", "b: None > b1..b1 ×1"]


def test_of_an_agent_against_what_it_found(db: Database) -> None:
    with db:
        found = db.outputs.changed_paths(Scope(agent_id="coder"))
    # In another project, the same path is another file.
    assert told(found) == ["a: None > far..far ×1", "a: a2 > a3..a3 ×1"]
    assert [each.project_id for each in found] == ["other", "p"]
    assert [each.kept for each in found] == [False, True]


def test_of_an_agent_with_those_it_started(db: Database) -> None:
    with db:
        found = db.outputs.changed_paths(Scope(agent_id="coder", descendants=True))
    assert told(found)[1:] == ["a: a2 > a3..a4 ×2", "b: None > b1..b1 ×1"]


def test_of_a_span_between_two_versions(db: Database) -> None:
    with db:
        keys = {row.id: row.key for row in db.outputs.page(project_id="p")}
        found = db.outputs.changed_paths(Scope("p"), after=keys["a2"], until=keys["a4"])
        assert told(found) == ["a: a2 > a3..a4 ×2"]
        assert db.outputs.changed_paths(Scope("p"), after=keys["a5"]) == []


def test_of_versions_in_one_millisecond_in_the_order_of_insertion(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    tied = {"path": "a", "created_at": "2026-01-31T10:00:00.000Z"}
    with Database.open(path) as db:
        outputs = [output("p", id=f"v{number}", **tied) for number in range(4)]
        write(path, projects=[project(id="p")], outputs=outputs)
        keys = db.outputs.written(Scope("p"), limit=10)
        found = db.outputs.changed_paths(Scope("p"), after=keys[0], until=keys[2])
    assert told(found) == ["a: v0 > v1..v2 ×2"]


def test_when_it_was_written(db: Database) -> None:
    with db:
        rows = {row.key: row.id for row in db.outputs.page(project_id="p")}
        keys = db.outputs.written(Scope("p"), limit=3)
        assert [rows[key] for key in keys] == ["a4", "b1", "a5"]
        own: list[Key] = db.outputs.written(Scope(agent_id="root"), limit=3)
        assert [rows[key] for key in own] == ["a1", "a5"]
