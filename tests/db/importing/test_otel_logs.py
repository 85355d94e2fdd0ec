"""Logs of what models were told and said: messages of the spans that they belong to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database
from constellation_db.importing.running import import_files
from constellation_db.importing.sources import SOURCES, find
from tests.db.facts import query
from tests.db.importing.sessions import SAMPLES, bring_in

LOGS = SAMPLES / "opentelemetry" / "logs.jsonl"
MESSAGES = """SELECT role, content, tool_calls, tool_results FROM agent_history
ORDER BY created_at, rowid"""
USED = "SELECT sum(total_tokens), count(*) FROM agents"


def event(name: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    record = {
        "traceId": "a" * 32,
        "spanId": "b" * 16,
        "timeUnixNano": "1772532000000000000",
        "attributes": [{"key": "event.name", "value": {"stringValue": name}}],
        "body": body,
    }
    return {"resourceLogs": [{"scopeLogs": [{"logRecords": [record | more]}]}]}


def text(value: str) -> dict[str, Any]:
    return {"kvlistValue": {"values": [{"key": "content", "value": {"stringValue": value}}]}}


@pytest.mark.parametrize("first", ["logs", "spans"])
def test_spans_and_logs_in_files_of_their_own_are_one(
    first: str, db: Database, path: Path, tmp_path: Path
) -> None:
    parts: dict[str, list[str]] = {"logs": [], "spans": []}
    for line in LOGS.read_text().splitlines(keepends=True):
        parts["spans" if "resourceSpans" in json.loads(line) else "logs"].append(line)
    files = {name: tmp_path / f"{name}.jsonl" for name in parts}
    for name, file in files.items():
        file.write_text("".join(parts[name]))
    order = sorted(files, key=lambda name: name != first)
    for name in order:
        import_files(db, find(["opentelemetry"], [files[name]]), SOURCES)
    assert query(path, MESSAGES) == [
        ("user", "What is the weather in Rome?", None, None),
        (
            *("assistant", ""),
            '[{"id":"call_w","name":"get_weather","input":{"city":"Rome"}}]',
            None,
        ),
        ("tool", "", None, '[{"tool_use_id":"call_w","content":"Sunny"}]'),
        ("assistant", "Sunny in Rome.", None, None),
    ]
    assert query(path, USED) == [(35, 1)]


def test_a_question_without_an_answer_is_all_that_is_said(
    db: Database, path: Path, tmp_path: Path
) -> None:
    lines = [
        event("gen_ai.user.message", {"stringValue": "Are you there?"}),
        event("gen_ai.user.message", text("Hello?")),
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    bring_in(db, tmp_path)
    assert [row[:2] for row in query(path, MESSAGES)] == [
        ("user", "Are you there?"),
        ("user", "Hello?"),
    ]


def test_logs_of_other_things_are_left_out(db: Database, tmp_path: Path) -> None:
    told = [
        event("device.connected", text("on")),
        {"resourceLogs": [None, {"scopeLogs": [{"logRecords": ["odd", {"attributes": 3}]}]}]},
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in told))
    summary = bring_in(db, tmp_path)
    assert (summary.left_out, summary.problems, summary.added.messages) == (2, [], 0)
