"""Messages told apart by what they hold: in every dialect, and without reading a column twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Database, MessageKind, Order
from tests import builders

SAID, CALLS, TOOLS, FAILED = MessageKind


def blocks(*items: dict[str, Any], **how: Any) -> str:
    return json.dumps(list(items), **how)


TEXT = {"type": "text", "text": "I look."}
USE = {"type": "tool_use", "id": "t1", "name": "Bash", "input": {}}
RESULT = {"type": "tool_result", "tool_use_id": "t1", "content": "no such file", "is_error": True}

# (role, content, tool_calls, tool_results), and the kinds it is of.
ROWS: dict[str, tuple[tuple[str, str | None, str | None, str | None], set[MessageKind]]] = {
    "words": (("user", "Please.", None, None), {SAID}),
    "words in brackets": (("assistant", "[1] first", "[]", "null"), {SAID}),
    "nothing": (("assistant", None, None, None), set()),
    "empty": (("assistant", "", "[]", ""), set()),
    "a call": (("assistant", "", '[{"name": "Bash"}]', None), {CALLS, TOOLS}),
    "words and a call": (("assistant", "So", '[{"name": "Bash"}]', None), {SAID, CALLS, TOOLS}),
    "blocks": (("assistant", blocks(TEXT), None, None), {SAID}),
    "blocks, close": (("assistant", blocks(TEXT, separators=(",", ":")), None, None), {SAID}),
    "blocks on lines": (("assistant", blocks(TEXT, indent=2), None, None), {SAID}),
    "a call in blocks": (("assistant", blocks(USE), None, None), {CALLS, TOOLS}),
    "both in blocks": (("assistant", blocks(TEXT, USE), None, None), {SAID, CALLS, TOOLS}),
    "a result": (("tool", "fine", None, '[{"content": "fine"}]'), {TOOLS}),
    "a result in blocks": (("user", blocks(RESULT), None, None), {TOOLS, FAILED}),
    "a failure by flag": (("tool", "", None, '[{"is_error": true}]'), {TOOLS, FAILED}),
    "a failure in words": (("tool", "Error: no", None, None), {TOOLS, FAILED}),
    "words about errors": (("assistant", "error: is what it said", None, None), {SAID}),
}  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        project = builders.project(id="p")
        rows = [
            builders.message(
                "a", id=name, role=role, content=said, tool_calls=calls, tool_results=results
            )
            for name, ((role, said, calls, results), _kinds) in ROWS.items()
        ]
        builders.write(
            opened.path,
            projects=[project],
            agents=[builders.agent(project, id="a"), builders.agent(project, id="b")],
            agent_history=[*rows, builders.message("b", content="of another")],
        )
        yield opened


@pytest.mark.parametrize("kind", MessageKind)
def test_messages_of_a_kind(database: Database, kind: MessageKind) -> None:
    history = database.history
    expected = [name for name, (_row, kinds) in ROWS.items() if kind in kinds]
    keys = history.keys_of_kind("a", kind)
    assert [found.message.id for found in history.excerpts(keys)] == expected
    assert history.count_of_kind("a", kind) == len(expected)
    assert history.keys_of_kind("a", kind, order=Order.DESC) == keys[::-1]


@pytest.mark.parametrize("order", Order)
def test_pages_of_a_kind_are_all_of_it(database: Database, order: Order) -> None:
    found = []
    after = None
    while page := database.history.keys_of_kind("a", SAID, after=after, limit=2, order=order):
        found += page
        after = page[-1]
    assert found == database.history.keys_of_kind("a", SAID, order=order)
