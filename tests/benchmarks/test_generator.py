"""The stores that benchmarks run on are what their shape says, and the same in every run."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from constellation_db import Database
from tests.benchmarks.generator import generate, generate_conversation


def test_a_store_is_what_its_shape_says(tmp_path: Path) -> None:
    shape = generate(tmp_path / "store.db", 2_000)
    with Database.open(tmp_path / "store.db", read_only=True) as db:
        counts = db.get_stats(tables=True).tables
        assert counts == {
            "projects": shape.projects,
            "agents": shape.agents + shape.tree_agents,
            "agent_history": 2_000,
            "events": 2_000,
            "outputs": 100,
        }
        assert db.history.count_by_agent(shape.long_agent) == shape.longest == 400
        assert db.history.count_by_agent(shape.talking_agent) == shape.conversation == 40
        assert db.history.count_by_agent(shape.short_agent) == shape.short == 4
        assert {node.agent.project_id for node in db.agents.tree(shape.long_project)} == {
            shape.long_project
        }
        stats = db.agents.get_project_stats(shape.tree_project)
        assert (stats.total, stats.max_depth) == (shape.tree_agents, shape.tree_depth)
        assert db.outputs.previous(shape.huge_output) is not None
        assert any(path.versions > 1 for path in db.outputs.paths(shape.long_project))


def test_its_rows_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    generate(path, 2_000)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table, column in (("agent_history", "tool_calls"), ("agent_history", "tool_results"),
                              ("agent_history", "usage"), ("events", "data")):  # fmt: skip
            for (text,) in connection.execute(f"SELECT {column} FROM {table} WHERE {column} != ''"):
                json.loads(text)


def test_two_stores_of_one_shape_are_equal(tmp_path: Path) -> None:
    dumps = []
    for name in ("one.db", "two.db"):
        generate(tmp_path / name, 500)
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            dumps.append([line for line in connection.iterdump() if "_migrations" not in line])
    assert dumps[0] == dumps[1]


def test_a_single_conversation(tmp_path: Path) -> None:
    agent = generate_conversation(tmp_path / "store.db", 300)
    with Database.open(tmp_path / "store.db", read_only=True) as db:
        keys = db.history.message_keys(agent)
        assert keys == sorted(keys)
        assert len(keys) == 300
