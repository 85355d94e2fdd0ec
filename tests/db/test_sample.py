"""The sample store: the same at every call, sound, and hostile where real stores are."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from constellation_db import (
    AgentStatus,
    ConstellationError,
    Database,
    InvalidJson,
    InvalidValue,
    ProjectStatus,
    TreePlace,
)
from constellation_db.sample import write_sample

TABLES = ("projects", "agents", "agent_history", "outputs", "events", "_migrations")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    write_sample(path)
    return path


@pytest.fixture
def plain(sample: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{sample.as_uri()}?immutable=1", uri=True)) as connection:
        yield connection


@pytest.fixture
def store(sample: Path) -> Iterator[Database]:
    with Database.open(sample, read_only=True) as database:
        yield database


def rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()


def one(connection: sqlite3.Connection, query: str) -> Any:
    return connection.execute(query).fetchone()[0]


def test_every_call_writes_the_same_rows(sample: Path, tmp_path: Path) -> None:
    # Another process: neither the hash seed nor what was drawn before may show.
    again = tmp_path / "again.db"
    program = "import sys; from constellation_db.sample import write_sample as w; w(sys.argv[1])"
    subprocess.run([sys.executable, "-c", program, again], check=True, timeout=60)
    for table in TABLES:
        assert rows(again, table) == rows(sample, table), table


def test_an_existing_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "taken.db"
    path.write_text("mine")
    with pytest.raises(InvalidValue, match=r"taken\.db exists already; [^\n]+\.$"):
        write_sample(path)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConstellationError) as caught:
        write_sample(tmp_path / "nowhere" / "sample.db")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_the_file_appears_whole_with_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "sample.db"
    heard: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        assert not path.exists()
        heard.append((done, total))

    began = time.monotonic()
    write_sample(str(path), progress=progress)
    assert time.monotonic() - began < 15  # a third of a second alone; builders are busy machines
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_size < 15_000_000
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert heard[-1][0] == heard[-1][1]


def test_a_failure_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def progress(_done: int, _total: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        write_sample(tmp_path / "sample.db", progress=progress)
    assert list(tmp_path.iterdir()) == []


def test_it_opens_read_only_with_all_migrations(sample: Path, store: Database) -> None:
    assert store.read_only
    assert store.migration_status().pending == ()
    assert store.migration_status().unknown == ()
    assert list(sample.parent.iterdir()) == [sample]


def test_the_file_is_sound(plain: sqlite3.Connection) -> None:
    assert one(plain, "PRAGMA integrity_check") == "ok"
    violations = plain.execute("PRAGMA foreign_key_check").fetchall()
    # The orphan, on purpose; nothing else.
    assert [(child, parent) for child, _, parent, _ in violations] == [("agents", "agents")]


def test_the_company(store: Database) -> None:
    projects = store.projects.page()
    assert Counter(project.status for project in projects).keys() == set(ProjectStatus)
    newest = store.projects.page(limit=1)[0]
    summaries = store.projects.summaries([project.id for project in projects])
    assert newest.name == "Ledger import service"
    assert newest.status == "running"
    assert max(projects, key=lambda p: summaries[p.id].last_activity or "").id == newest.id
    empty = next(project for project in projects if project.status == "created")
    assert summaries[empty.id].agents == 0

    trees = {project.name: store.agents.tree(project.id) for project in projects}
    nodes = [node for tree in trees.values() for node in tree]
    assert 40 <= len(nodes) <= 60
    assert {node.agent.status for node in nodes} == set(AgentStatus)
    assert {node.depth for node in trees[newest.name]} == {0, 1, 2, 3, 4}
    roots = [node for node in trees[newest.name] if node.kind is TreePlace.ROOT]
    assert [node.agent.name for node in roots] == ["Conductor"] * 3


def test_long_transcripts_and_files_of_many_versions(plain: sqlite3.Connection) -> None:
    counts = [
        count for (count,) in plain.execute("SELECT count(*) FROM agent_history GROUP BY agent_id")
    ]
    assert max(counts) >= 1_500
    assert sum(100 <= count <= 500 for count in counts) >= 4
    path = "src/ledger_import/parser.py"
    versions = [
        content
        for (content,) in plain.execute(
            "SELECT content FROM outputs WHERE path = ? ORDER BY rowid", (path,)
        )
    ]
    assert len(versions) >= 40
    assert len(set(versions)) == len(versions)
    compile(versions[-1], path, "exec")
    assert one(plain, "SELECT count(*) FROM events") > 1_500
    assert one(plain, "SELECT count(DISTINCT type) FROM events") > 20


def test_costs_and_tokens_add_up(plain: sqlite3.Connection) -> None:
    for name, total, agents, messages in plain.execute(
        """SELECT p.name, p.cost_total,
               (SELECT sum(total_cost) FROM agents a WHERE a.project_id = p.id),
               (SELECT sum(h.cost) FROM agents a JOIN agent_history h ON h.agent_id = a.id
                WHERE a.project_id = p.id)
           FROM projects p WHERE EXISTS (SELECT 1 FROM agents a WHERE a.project_id = p.id)"""
    ):
        if total is None:
            assert (agents, messages) == (None, None), name
        else:
            assert total == pytest.approx(agents) == pytest.approx(messages), name
    for name, tokens, cost, agent_id in plain.execute(
        "SELECT name, total_tokens, total_cost, id FROM agents"
    ):
        usages = plain.execute(
            "SELECT usage, cost FROM agent_history WHERE agent_id = ? AND usage NOT NULL",
            (agent_id,),
        ).fetchall()
        assert tokens == sum(spent(json.loads(usage)) for usage, _ in usages), name
        known = [amount for _, amount in usages if amount is not None]
        assert (cost or 0.0) == pytest.approx(sum(known)), name


def spent(usage: dict[str, int]) -> int:
    if "totalTokens" in usage:
        return usage["totalTokens"]
    cached = usage["cache_creation_input_tokens"]
    return usage["input_tokens"] + cached + usage["output_tokens"]


def test_time_goes_forward(plain: sqlite3.Connection) -> None:
    for table in ("projects", "agents", "agent_history", "outputs", "events"):
        times = [
            time.replace(" ", "T").rstrip("Z")
            for (time,) in plain.execute(f"SELECT created_at FROM {table} ORDER BY rowid")
        ]
        assert min(times) >= "2026-03-09", table
        assert max(times) < "2026-03-14", table
        # The second dialect has no fractions: it may seem up to a second early.
        seconds = [time[:19] for time in times]
        assert seconds == sorted(seconds), table


HOSTILE = {
    "cost unknown": "SELECT * FROM projects WHERE cost_total IS NULL",
    "ended before its agents": """SELECT * FROM agents a JOIN projects p ON p.id = a.project_id
        WHERE a.status = 'working' AND p.ended_at NOT NULL""",
    "default timestamp": "SELECT * FROM agent_history WHERE created_at GLOB '????-??-?? ??:??:??'",
    "tied timestamps": "SELECT * FROM events GROUP BY created_at HAVING count(*) > 1",
    "orphan": "SELECT * FROM agents WHERE parent_id NOT IN (SELECT id FROM agents)",
    "configuration that does not parse": "SELECT * FROM agents WHERE NOT json_valid(config)",
    "message broken off": """SELECT * FROM agent_history
        WHERE role = 'assistant' AND usage IS NULL AND cost IS NULL""",
    "empty list for NULL": "SELECT * FROM agent_history WHERE tool_results = '[]'",
    "pairs by id": "SELECT * FROM agent_history WHERE tool_results LIKE '%tool_use_id%'",
    "pairs by order": 'SELECT * FROM agent_history WHERE tool_calls LIKE \'[{"type":"tool_use"%\'',
    "failure": "SELECT * FROM agent_history WHERE tool_results LIKE '%\"is_error\":true%'",
    "failure in a block": "SELECT * FROM agent_history WHERE content LIKE '%\"is_error\": true%'",
    "thinking block": 'SELECT * FROM agent_history WHERE content LIKE \'%"type": "thinking"%\'',
    "image": 'SELECT * FROM agent_history WHERE content LIKE \'%"type": "image"%\'',
    "usage of one dialect": "SELECT * FROM agent_history WHERE usage LIKE '%input_tokens%'",
    "usage of the other": "SELECT * FROM agent_history WHERE usage LIKE '%totalTokens%'",
    "ANSI": "SELECT * FROM agent_history WHERE tool_results LIKE '%\\u001b[3%'",
    "CJK": "SELECT * FROM agent_history WHERE content LIKE '%東京%'",
    "right to left": "SELECT * FROM agent_history WHERE content LIKE '%القاهرة%'",
    "emoji": "SELECT * FROM agent_history WHERE content LIKE '%👩‍🚀%'",
    "output without a path": "SELECT * FROM outputs WHERE path IS NULL",
    "backslashes": "SELECT * FROM outputs WHERE path LIKE 'C:\\%'",
    "earlier content kept": "SELECT * FROM outputs WHERE previous_content NOT NULL",
    "no checksum": "SELECT * FROM outputs WHERE checksum IS NULL",
    "artifact": "SELECT * FROM outputs WHERE type = 'artifact'",
    "log": "SELECT * FROM outputs WHERE type = 'log'",
    "event for nobody": """SELECT * FROM events
        WHERE project_id IS NULL AND agent_id IS NULL AND data LIKE '%projectId%'""",
    "settings in three spellings": """SELECT * FROM projects WHERE settings LIKE '%"budget"%' AND
        EXISTS (SELECT 1 FROM projects WHERE settings LIKE '%budgetLimit%') AND
        EXISTS (SELECT 1 FROM projects WHERE settings LIKE '%budget_limit%')""",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_real_stores_hold(plain: sqlite3.Connection, query: str) -> None:
    assert plain.execute(query).fetchone() is not None


def test_the_marks_show(store: Database) -> None:
    project = store.projects.page(text="Invoice reading")[0]
    tree = store.agents.tree(project.id)
    orphan = next(node for node in tree if node.kind is TreePlace.ORPHAN)
    assert orphan.agent.name == "Invoice reader 4"
    configs = [agent.config for agent in store.agents.find_by_project_id_with_config(project.id)]
    assert sum(isinstance(config, InvalidJson) for config in configs) == 1


def test_the_wheel_carries_the_scripts(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    root = Path(__file__).parents[2]
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=root,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    folder = root / "db" / "constellation_db" / "sample" / "scripts"
    assert {f"constellation_db/sample/scripts/{file.name}" for file in folder.iterdir()} <= packed
