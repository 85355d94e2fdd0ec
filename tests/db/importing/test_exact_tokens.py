"""A token counts once, whoever copies the response that used it, in whatever order files come."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database
from tests.db.facts import query, value
from tests.db.importing.sessions import BINARY, bring_in, samples

ORDERS = (("1", "2", "3"), ("3", "2", "1"), ("2", "1", "3"))


def response(name: str, used: int, **more: Any) -> dict[str, Any]:
    said = {"id": f"msg-{name}", "model": "large-1", "content": [{"type": "text", "text": name}]}
    usage = {"input_tokens": used, "output_tokens": 1, "cache_read_input_tokens": 7}
    about = {"sessionId": "s", "cwd": "/home/ada/shop", "requestId": f"req-{name}"}
    message = {**said, "usage": usage}
    return {"type": "assistant", "uuid": f"u-{name}", **about, "message": message, **more}


def write(path: Path, *records: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records))


def test_what_a_sub_agent_inherits_stays_with_the_session(
    db: Database, path: Path, tmp_path: Path
) -> None:
    write(tmp_path / "s.jsonl", response("one", 10), response("two", 20))
    inherited = {"isSidechain": True, "agentId": "acompact-1"}
    write(
        tmp_path / "s" / "subagents" / "agent-acompact-1.jsonl",
        response("one", 10, **inherited),
        response("two", 20, **inherited),
        response("three", 40, **inherited),
    )
    summary = bring_in(db, tmp_path, prices=BINARY)

    assert summary.added.tokens == [70, 3, 21, 0]
    assert summary.added.inherited == 2
    assert query(path, "SELECT total_tokens, total_cost FROM agents ORDER BY depth") == [
        (32, 2 / 1024),
        (41, 1 / 1024),
    ]
    assert value(path, "SELECT cost_total FROM projects") == 3 / 1024


def test_of_a_streamed_response_the_last_part_counts_in_one_import_and_in_two(
    db: Database, path: Path, tmp_path: Path
) -> None:
    parts = [response("one", used, uuid=f"u{used}") for used in (1, 30, 20)]
    write(tmp_path / "s.jsonl", *parts[:2])
    assert bring_in(db, tmp_path).added.tokens == [30, 1, 7, 0]
    write(tmp_path / "s.jsonl", *parts)
    assert bring_in(db, tmp_path).added.tokens == [-10, 0, 0, 0]

    assert value(path, "SELECT total_tokens FROM agents") == 21
    assert value(path, "SELECT iteration_count FROM agents") == 1


@pytest.mark.parametrize("order", ORDERS, ids="".join)
def test_forks_count_once_in_any_order(
    order: tuple[str, ...], db: Database, path: Path, tmp_path: Path
) -> None:
    folder = samples(tmp_path, "claude-code")
    for name in order:
        (session,) = folder.rglob(f"{name * 8}-*.jsonl")
        bring_in(db, session)
    # As `expected.json` has them, for those agents that have no file of their own.
    assert value(path, "SELECT sum(total_tokens) FROM agents") == 155 + 13 + 17
