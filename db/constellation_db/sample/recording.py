"""Rows as a run leaves them: a project and its agents, told what happens, and when."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from constellation_db import timestamps
from constellation_db.sample import accounts
from constellation_db.sample.chance import Chance, Identifiers
from constellation_db.sample.dialects import Call, Columns, Paired, Turn
from constellation_db.sample.tools import Answer

Row = dict[str, Any]
TABLES = ("projects", "agents", "history", "outputs", "events")


class Rows:
    """Rows of every table, with the moment at which each came about."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[datetime, Row]]] = {table: [] for table in TABLES}

    def add(self, table: str, moment: datetime, row: Row) -> None:
        """Put a row into a table; its columns may still change until `of` is asked."""
        self._rows[table].append((moment, row))

    def of(self, table: str) -> list[Row]:
        """Return a table's rows in the order in which a running program would insert them."""
        return [row for _, row in sorted(self._rows[table], key=lambda item: item[0])]


@dataclass
class Clock:
    """The moment a script has come to; agents in the background have their own."""

    now: datetime

    def advance(self, seconds: float) -> datetime:
        """Let time pass and return the new moment, whole milliseconds."""
        self.now += timedelta(milliseconds=round(seconds * 1_000))
        return self.now


@dataclass
class ProjectRecord:
    """Records one project: its row, files and events."""

    rows: Rows
    clock: Clock
    chance: Chance
    ids: Identifiers
    row: Row
    # A writer of another make: events without project and agent columns, whole seconds.
    bus: bool = False
    whole_seconds: bool = False
    files: dict[str, str] = field(default_factory=dict)
    agents: list[AgentRecord] = field(default_factory=list)
    _rounds: Counter[str] = field(default_factory=Counter)

    def next_round(self, name: str) -> int:
        """Count a round of a routine or file; return how many there were before."""
        self._rounds[name] += 1
        return self._rounds[name] - 1

    def stamp(self, moment: datetime) -> str:
        """Return a moment in the timestamp dialect of the project's writer."""
        if self.whole_seconds:
            return moment.strftime("%Y-%m-%d %H:%M:%S")
        return timestamps.from_datetime(moment)

    def event(self, kind: str, agent: AgentRecord | None = None, /, **data: Any) -> None:
        """Record an event of the moment."""
        agent_id = agent.row["id"] if agent else None
        project_id = self.row["id"]
        moment = self.clock.now
        if agent_id is not None:
            data = {"agentId": agent_id, **data}
        if self.bus:
            data = {"projectId": project_id, **data}
            kind, project_id, agent_id = kind.replace("_", ":", 1), None, None
        row = {
            "id": self.ids.new(moment),
            "project_id": project_id,
            "agent_id": agent_id,
            "type": kind,
            "data": data or None,
            "created_at": self.stamp(moment),
        }
        self.rows.add("events", moment, row)

    def output(self, agent: AgentRecord, kind: str, path: str | None, content: str) -> None:
        """Record a version of a file or artifact, or a log."""
        earlier = self.files.get(path) if path else None
        moment = self.clock.now
        # Writers differ in what they keep beside the content; most rows have neither.
        kept = earlier if self.chance.whole(1, 4) == 1 else None
        digest = hashlib.sha256(content.encode()).hexdigest()
        row = {
            "id": self.ids.new(moment),
            "project_id": self.row["id"],
            "agent_id": agent.row["id"],
            "type": kind,
            "path": path,
            "content": content,
            "previous_content": kept,
            "checksum": digest if self.chance.whole(1, 3) > 1 else None,
            "created_at": self.stamp(moment),
        }
        self.rows.add("outputs", moment, row)
        if path is None:
            return
        self.files[path] = content
        self.event(
            "file_created" if earlier is None else "file_modified",
            agent,
            path=path,
            previousSize=None if earlier is None else len(earlier.encode()),
            newSize=len(content.encode()),
        )

    def finish(self, status: str) -> None:
        """Settle the project's row: its costs, iterations, status and times."""
        costs: list[float | None] = [agent.row["total_cost"] for agent in self.agents]
        iterations = sum(agent.row["iteration_count"] for agent in self.agents)
        ended = status in {"completed", "failed", "stopped"}
        last = max([self.clock.now, *(agent.last for agent in self.agents)])
        self.clock.now = last
        self.row |= {
            "status": status,
            "cost_total": accounts.total(costs) if self.agents else 0.0,
            "iteration_count": iterations,
            "updated_at": self.stamp(last),
            "ended_at": self.stamp(last) if ended else None,
        }
        if not self.agents or status == "running":
            return
        self.event(
            f"project_{status}",
            status=status,
            totalIterations=iterations,
            totalCost=self.row["cost_total"],
        )


@dataclass
class AgentRecord:
    """Records one agent: its row and its messages, with what they cost."""

    project: ProjectRecord
    row: Row
    dialect: Paired
    model: str
    context: accounts.Context = field(default_factory=accounts.Context)
    # The next message broke off on its way: the writer never heard what it used.
    interrupted: bool = False
    costs: list[float | None] = field(default_factory=list)
    last: datetime = field(init=False)

    @property
    def iterations(self) -> int:
        """How often the agent has spoken."""
        return len(self.costs)

    def __post_init__(self) -> None:
        self.last = self.project.clock.now

    def hear(self, text: str) -> None:
        """Record an instruction."""
        self.context.add(text)
        self._message(self.dialect.user(text))

    def say(self, turn: Turn) -> None:
        """Record a message of the assistant, after the time that thinking and typing take."""
        said = turn.thinking + turn.text + "".join(str(call.input) for call in turn.calls)
        clock, chance = self.project.clock, self.project.chance
        clock.advance(chance.between(3.0, 13.0) + accounts.tokens(said) / 70)
        if (before := self.context.compact()) is not None:
            self.project.event("compact_boundary", self, trigger="auto", preTokens=before)
        usage = self.context.spend(said)
        columns = self.dialect.assistant(turn)
        if self.interrupted:
            self.interrupted = False
            self.costs.append(None)
        else:
            columns |= {"usage": self.dialect.usage(usage)}
            self.costs.append(accounts.cost(self.model, usage))
            self.row["total_tokens"] += usage.input + usage.written + usage.output
        self._message(columns | {"cost": self.costs[-1]})
        for call in turn.calls:
            self.project.event(
                "agent_tool_call",
                self,
                toolName=self.dialect.name(call.tool),
                toolInput=_summary(call),
                toolCallId=call.id,
            )

    def receive(self, call: Call, answer: Answer) -> None:
        """Record a tool's answer, as long after the call as it took."""
        self.project.clock.advance(answer.seconds)
        self.context.add(answer.text)
        self._message(self.dialect.result(call, answer.text, failed=answer.failed))
        if answer.failed:
            source = f"tool:{self.dialect.name(call.tool)}"
            self.project.event("error", self, source=source, error=answer.text[:400])

    def settle(self, status: str, task: str | None) -> None:
        """Close the books: totals, last status, and what it is at now."""
        previous = self.row["status"]
        self.row |= {
            "status": status,
            "current_task": task,
            "iteration_count": self.iterations,
            "total_cost": accounts.total(self.costs) if self.costs else 0.0,
            "updated_at": self.project.stamp(self.last),
        }
        if status != previous:
            self.project.event(
                "agent_status_changed", self, previousStatus=previous, newStatus=status
            )

    def _message(self, columns: Columns) -> None:
        moment = self.last = self.project.clock.now
        head = {"id": self.project.ids.new(moment), "agent_id": self.row["id"]}
        # One shape for all rows, as bulk inserts want it.
        empty: Row = dict.fromkeys(("tool_calls", "tool_results", "usage", "cost"))
        row = head | empty | columns | {"created_at": self.project.stamp(moment)}
        self.project.rows.add("history", moment, row)


def _summary(call: Call) -> Row:
    """Return the short arguments of a call; contents stay in the message and the file."""
    return {
        key: value
        for key, value in call.input.items()
        if key in {"file_path", "command", "pattern", "path", "url", "name"}
    }
