"""Messages, trajectories and spans become exactly the rows that are written down beside them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database
from constellation_db.importing.reasons import REASONS, parted
from tests.db.facts import query
from tests.db.importing.sessions import SAMPLES, bring_in, samples
from tests.db.importing.test_samples import AGENTS, KEYS

NAMES = ("messages", "opentelemetry", "swe-agent")


def found(path: Path, folder: Path, summary: Any) -> dict[str, Any]:
    """Return what a store holds, and what was said of the import, as the samples write it down."""

    def plain(text: Any) -> Any:
        return text.replace(str(folder), "") if isinstance(text, str) else text

    agents = [dict(zip(KEYS, map(plain, row), strict=True)) for row in query(path, AGENTS)]
    messages = query(
        path,
        """SELECT agents.name, role, content, tool_calls, tool_results, agent_history.created_at
        FROM agent_history JOIN agents ON agents.id = agent_id ORDER BY agent_history.rowid""",
    )
    calls = query(
        path,
        """SELECT name, json_extract(config, '$.toolCallId') FROM agents
        WHERE parent_id NOT NULL AND json_extract(config, '$.toolCallId') NOT NULL""",
    )
    outputs = query(path, "SELECT path, content, previous_content FROM outputs ORDER BY rowid")
    kinds = Counter(kind for (kind,) in query(path, "SELECT type FROM events"))
    tokens = dict(
        zip(("input", "output", "cache_read", "cache_write"), summary.added.tokens, strict=True)
    )
    problems = [[each.path.name, each.line, each.reason] for each in summary.problems]
    assert {parted(each.reason)[0] for each in summary.problems} <= set(REASONS)
    return {
        "agents": sorted(agents, key=str),
        "tokens": tokens,
        "transcript": [[plain(value) for value in row] for row in messages],
        "outputs": [list(row) for row in outputs],
        "calls": dict(calls),
        "events": dict(sorted(kinds.items())),
        "problems": problems,
    }


@pytest.mark.parametrize("name", NAMES)
def test_samples_become_what_is_written_down(
    name: str, db: Database, path: Path, tmp_path: Path
) -> None:
    folder = samples(tmp_path, name) / name
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    summary = bring_in(db, folder)

    assert json.loads(json.dumps(found(path, folder.parent, summary))) == expected
    sums = query(path, "SELECT sum(total_tokens), sum(total_cost) FROM agents")
    told = expected["tokens"]
    costs = [agent["cost"] for agent in expected["agents"] if agent["cost"] is not None]
    assert sums == [(told["input"] + told["output"] + told["cache_write"], sum(costs) or None)]


def test_each_file_belongs_to_the_source_whose_records_it_holds(tmp_path: Path) -> None:
    from constellation_db.importing.sources import find

    folder = samples(tmp_path, *NAMES, "claude-code", "codex")
    owners = {(file.source, file.path.relative_to(folder).parts[0]) for file in find((), [folder])}
    assert owners == {(name, name) for name in (*NAMES, "claude-code", "codex")}
    # A folder that holds texts of all kinds has only its own, even where a source is named.
    named = find(["messages"], [folder])
    assert {file.path.parent.name for file in named} == {"messages"}
    assert all((SAMPLES / "messages" / file.path.name).exists() for file in named)
