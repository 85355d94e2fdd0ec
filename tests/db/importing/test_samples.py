"""The sample sessions become exactly the rows that are written down beside them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database
from constellation_db.importing.running import Summary
from tests.db.facts import query
from tests.db.importing.sessions import MAIN, ROLLOUT, SAMPLES, bring_in, samples

EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text())

AGENTS = """
WITH RECURSIVE tree(id, path) AS (
    SELECT id, name FROM agents WHERE parent_id IS NULL
    UNION ALL
    SELECT agents.id, tree.path || ' > ' || agents.name
    FROM agents JOIN tree ON agents.parent_id = tree.id)
SELECT tree.path, prompt_path, depth,
    (SELECT count(*) FROM agent_history WHERE agent_id = agents.id),
    agents.iteration_count, total_tokens, total_cost
FROM tree JOIN agents ON agents.id = tree.id JOIN projects ON projects.id = project_id
"""
KEYS = ("path", "directory", "depth", "messages", "responses", "tokens", "cost")


@pytest.fixture
def summary(db: Database, tmp_path: Path) -> Summary:
    return bring_in(db, samples(tmp_path))


def test_agents_stand_below_those_who_started_them(path: Path, summary: Summary) -> None:
    found = [dict(zip(KEYS, row, strict=True)) for row in query(path, AGENTS)]

    assert sorted(found, key=str) == sorted(EXPECTED["agents"], key=str)
    assert summary.added.agents == len(found)


def test_tokens_are_exact(path: Path, summary: Summary) -> None:
    assert summary.added.tokens == list(EXPECTED["tokens"].values())
    names = "input_tokens output_tokens cache_read_input_tokens cache_creation_input_tokens"
    sums = ", ".join(f"sum(json_extract(usage, '$.{name}'))" for name in names.split())
    assert query(path, f"SELECT {sums} FROM agent_history") == [tuple(summary.added.tokens)]


def test_a_response_of_several_records_is_one_message(path: Path, summary: Summary) -> None:
    ((content, calls, usage),) = query(
        path,
        "SELECT content, tool_calls, usage FROM agent_history WHERE tool_calls LIKE '%toolu_w1%'",
    )
    assert [block["type"] for block in json.loads(content)] == ["thinking", "text"]
    assert [call["name"] for call in json.loads(calls)] == ["Write"]
    assert json.loads(usage)["output_tokens"] == 40


def test_files_have_the_versions_that_the_session_tells(path: Path, summary: Summary) -> None:
    rows = query(path, "SELECT path, content, previous_content FROM outputs ORDER BY rowid")
    assert [list(row) for row in rows] == EXPECTED["outputs"]
    lost = query(
        path,
        "SELECT json_extract(data, '$.path') FROM events WHERE type = 'file_not_reconstructed'",
    )
    assert [name for (name,) in lost] == EXPECTED["not_reconstructed"]


def test_agents_name_the_call_that_started_them(path: Path, summary: Summary) -> None:
    rows = query(
        path,
        "SELECT name, json_extract(config, '$.toolCallId') FROM agents WHERE parent_id NOT NULL",
    )
    assert dict(rows) == EXPECTED["calls"]


def test_notable_moments_are_events(path: Path, summary: Summary) -> None:
    kinds = Counter(kind for (kind,) in query(path, "SELECT type FROM events"))
    assert kinds == EXPECTED["events"]


def test_failed_results_are_marked(path: Path, summary: Summary) -> None:
    failed = query(path, "SELECT tool_results FROM agent_history WHERE tool_results LIKE '%true%'")
    calls = {json.loads(results)[0]["tool_use_id"] for (results,) in failed}
    assert calls == {"toolu_e3", "call_2"}


def test_what_is_broken_is_named_by_file_and_line(tmp_path: Path, summary: Summary) -> None:
    places = {
        (problem.path.relative_to(tmp_path / "sessions"), problem.line, problem.reason)
        for problem in summary.problems
    }
    unknown = "unknown kind of record, kept as an event: weather-report"
    assert places == {
        (Path(MAIN), 9, "no JSON object"),
        (Path(MAIN), 19, unknown),
        (Path(MAIN), 21, "no JSON object"),
        (Path(MAIN), 23, "an unfinished last line"),
        (Path(ROLLOUT), 18, "no JSON object"),
    }


def test_what_forks_inherit_is_counted_once(summary: Summary) -> None:
    # Two messages in each of Claude's copies; the prompt twice, an answer and a result in Codex's.
    assert summary.added.inherited == 2 + 2 + 4
