"""A small run in several dialects, and exports of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from constellation_db import Database, Scope
from constellation_db.exporting.request import SUFFIXES, Format, Request
from constellation_db.exporting.running import export
from tests import builders

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGA"
    "hKmMIQAAAABJRU5ErkJggg=="
)
P = builders.project(id="app", name="Calculator", description="Adds & subtracts")
ROOT = builders.agent(P, id="root", name="Root Agent")
# By the call's id, by its name, by nothing.
CODER = builders.agent(P, ROOT, id="coder", name="c", config=json.dumps({"toolCallId": "call-1"}))
TESTER = builders.agent(P, ROOT, id="tester", name="Test writer")
LONER = builders.agent(P, ROOT, id="loner", name="Loner", created_at="2020-01-01 00:00:00")
BELOW = builders.agent(P, CODER, id="below", name="Below")
TREE = (P, ROOT, CODER, TESTER, LONER, BELOW)


def call(id: str | None, name: str, **given: Any) -> dict[str, Any]:
    return {"id": id, "name": name, "input": given}


def write_run(path: Path, *messages: builders.Row) -> None:
    """Put the agents and some messages into a store."""
    builders.write(path, projects=[P], agents=list(TREE[1:]), agent_history=list(messages))


def written(database: Database, format: Format, scope: Scope | None = None, **how: Any) -> Path:
    """Export beside the store, and return where to."""
    target = database.path.with_name(f"export{SUFFIXES[format]}")
    export(database, Request(format, scope or Scope(project_id="app"), **how), target)
    return target


def read(database: Database, format: Format, scope: Scope | None = None, **how: Any) -> str:
    """Export, and return what was written."""
    with written(database, format, scope, **how).open(encoding="utf-8", newline="") as file:
        return file.read()
