"""Plays the scripts of whole projects, and so makes the rows of the sample store."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from constellation_db.sample import script
from constellation_db.sample.chance import Chance, Identifiers
from constellation_db.sample.dialects import DIALECTS
from constellation_db.sample.performance import Performance
from constellation_db.sample.recording import AgentRecord, Clock, ProjectRecord, Row, Rows
from constellation_db.sample.script import ScriptError

PROJECTS = (
    "checkout",
    "docs",
    "crash",
    "invoices",
    "search",
    "audit",
    "flaky",
    "ledger",
)


def rows() -> Rows:
    """Return every row of the sample store, the same in each run."""
    made = Rows()
    ids = Identifiers(Chance("constellation sample"))
    for name in PROJECTS:
        Production(name, made, ids).perform_all()
    return made


class Production:
    """One project: its record and the scripts of its agents.

    A script `project_<name>.txt` begins with the project's fields; then come the agents, each a
    heading with fields and the sections it plays. Those under `root` start by themselves, in order;
    those under `agent` when another spawns them.
    """

    def __init__(self, name: str, made: Rows, ids: Identifiers) -> None:
        sections = script.read(f"project_{name}.txt")
        self._fields = script.fields(sections[0])
        parts = script.split(sections, "root", "agent")
        self._agents = {part[0].argument: part for part in parts}
        self._roots = [part[0].argument for part in parts if part[0].directive == "root"]
        self._record = self._project(made, Chance(name), ids)

    def perform_all(self) -> None:
        """Play the project from its first root agent on."""
        record = self._record
        record.event("project_created", name=record.row["name"])
        if self._roots:
            record.clock.advance(2.4)
            record.event("project_started")
            record.event("project_status_changed", previousStatus="created", newStatus="running")
        for key in self._roots:
            self._perform(key, None, "")
        record.finish(self._fields["status"])

    def _perform(self, key: str, parent: AgentRecord | None, task: str) -> tuple[AgentRecord, str]:
        """Play an agent's whole script; return its record and what it said last."""
        if key not in self._agents:
            raise ScriptError(f"No such agent: {key}")
        heading, *sections = self._agents[key]
        fields = script.fields(heading)
        if "at" in fields:
            self._record.clock.now = _moment(fields["at"])
        agent = self._agent(fields, parent, task)
        if task:
            agent.hear(task)
        said = Performance(agent, self._perform).play(sections)
        agent.settle(fields["status"], fields.get("task"))
        return agent, said

    def _project(self, made: Rows, chance: Chance, ids: Identifiers) -> ProjectRecord:
        fields = self._fields
        clock = Clock(_moment(fields["started"]))
        row: Row = {
            "id": ids.new(clock.now),
            "name": fields["name"],
            "description": fields.get("description"),
            "status": "created",
            "prompt_path": fields["prompt"],
            "settings": fields.get("settings", "{}"),
        }
        record = ProjectRecord(
            made,
            clock,
            chance,
            ids,
            row,
            bus=fields.get("events") == "bus",
            whole_seconds=fields.get("times") == "seconds",
        )
        row["created_at"] = record.stamp(clock.now)
        made.add("projects", clock.now, row)
        return record

    def _agent(self, fields: dict[str, str], parent: AgentRecord | None, task: str) -> AgentRecord:
        record = self._record
        moment = record.clock.advance(0.02)
        row: Row = {
            "id": record.ids.new(moment),
            "project_id": record.row["id"],
            "parent_id": parent.row["id"] if parent else None,
            "name": fields["name"],
            "status": "created",
            "config": _config(fields),
            "total_tokens": 0,
            "iteration_count": 0,
            "depth": parent.row["depth"] + 1 if parent else 0,
            "created_at": record.stamp(moment),
        }
        record.rows.add("agents", moment, row)
        agent = AgentRecord(record, row, DIALECTS[fields["dialect"]], fields["model"])
        record.agents.append(agent)
        if parent:
            reason = task.partition("\n")[0][:120]
            record.event("subagent_spawned", parent, subagentId=row["id"], reason=reason)
        record.event("agent_created", agent, name=row["name"], depth=row["depth"])
        if fields["status"] == "created":
            return agent
        record.clock.advance(0.04)
        record.event("agent_started", agent)
        row["status"] = "working"
        record.event("agent_status_changed", agent, previousStatus="created", newStatus="working")
        return agent


def _config(fields: dict[str, str]) -> str:
    """Return an agent's configuration as text; `broken` stands for what a writer left half done."""
    if "broken" in fields:
        return fields["broken"]
    return json.dumps({"model": fields["model"], **json.loads(fields.get("config", "{}"))})


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
