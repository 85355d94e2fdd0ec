"""Rows as a run leaves them: a project and its agents, told what happens, and when."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from constellation_db import timestamps
from constellation_db.sample import accounts
from constellation_db.sample.chance import Chance, Identifiers
from constellation_db.sample.dialects import DIALECTS, Call, Columns, Turn
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


class ProjectRecord:
    """Records one project, as its heading describes it: its row, files and events."""

    def __init__(
        self, heading: Mapping[str, str], rows: Rows, chance: Chance, ids: Identifiers
    ) -> None:
        self.chance = chance
        self.clock = Clock(moment(heading["started"]))
        self.files: dict[str, str] = {}
        self.agents: list[AgentRecord] = []
        self._rows = rows
        self._ids = ids
        self._rounds: Counter[str] = Counter()
        # Some writers put events on a bus, without columns for whom they concern, and some leave
        # timestamps to the column's default.
        self._bus = heading.get("events") == "bus"
        self._whole_seconds = heading.get("times") == "seconds"
        self.row: Row = self.add(
            "projects",
            name=heading["name"],
            description=heading["description"],
            prompt_path=heading["prompt"],
            settings=heading["settings"],
        )

    def next_round(self, name: str) -> int:
        """Count a round of a routine or file; return how many there were before."""
        self._rounds[name] += 1
        return self._rounds[name] - 1

    def stamp(self, moment: datetime) -> str:
        """Return a moment in the timestamp dialect of the project's writer."""
        if self._whole_seconds:
            return moment.strftime("%Y-%m-%d %H:%M:%S")
        return timestamps.from_datetime(moment)

    def add(self, table: str, **columns: Any) -> Row:
        """Add a row of the moment to a table and return it."""
        now = self.clock.now
        row = {"id": self._ids.new(now), **columns, "created_at": self.stamp(now)}
        self._rows.add(table, now, row)
        return row

    def event(self, kind: str, agent: AgentRecord | None = None, /, **data: Any) -> None:
        """Record an event of the moment."""
        agent_id = agent.row["id"] if agent else None
        project_id = self.row["id"]
        if agent_id is not None:
            data = {"agentId": agent_id, **data}
        if self._bus:
            data = {"projectId": project_id, **data}
            kind, project_id, agent_id = kind.replace("_", ":", 1), None, None
        self.add("events", project_id=project_id, agent_id=agent_id, type=kind, data=data or None)

    def output(self, agent: AgentRecord, kind: str, path: str | None, content: str) -> None:
        """Record a version of a file or artifact, or a log."""
        earlier = self.files.get(path) if path else None
        digest = hashlib.sha256(content.encode()).hexdigest()
        self.add(
            "outputs",
            project_id=self.row["id"],
            agent_id=agent.row["id"],
            type=kind,
            path=path,
            content=content,
            # Writers differ in what they keep beside the content; most rows have neither.
            previous_content=earlier if self.chance.whole(1, 4) == 1 else None,
            checksum=digest if self.chance.whole(1, 3) > 1 else None,
        )
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
        self.clock.now = max([self.clock.now, *(agent.last for agent in self.agents)])
        ended = status in {"completed", "failed", "stopped"}
        self.row |= {
            "status": status,
            "cost_total": accounts.total([agent.row["total_cost"] for agent in self.agents]),
            "iteration_count": sum(agent.iterations for agent in self.agents),
            "updated_at": self.stamp(self.clock.now),
            "ended_at": self.stamp(self.clock.now) if ended else None,
        }
        if ended or status == "paused":
            totals = {"totalIterations": self.row["iteration_count"]}
            self.event(f"project_{status}", **totals, totalCost=self.row["cost_total"])


class AgentRecord:
    """Records one agent, as its heading describes it: its row, messages, and what they cost."""

    def __init__(
        self, heading: Mapping[str, str], project: ProjectRecord, parent: AgentRecord | None
    ) -> None:
        self.project = project
        # The next message breaks off on its way: the writer never hears what it used.
        self.interrupted = False
        self.last = project.clock.advance(0.02)
        self._dialect = DIALECTS[heading["dialect"]]
        self._model = heading["model"]
        self._context = accounts.Context(project.chance.whole(4_000, 24_000))
        self._costs: list[float | None] = []
        config = {"model": self._model, **json.loads(heading.get("config", "{}"))}
        self.row: Row = project.add(
            "agents",
            project_id=project.row["id"],
            parent_id=parent.row["id"] if parent else None,
            name=heading["name"],
            # `broken` is what a writer left half done.
            config=heading.get("broken", json.dumps(config)),
            total_tokens=0,
            depth=parent.row["depth"] + 1 if parent else 0,
            status="created",
        )
        project.agents.append(self)

    @property
    def iterations(self) -> int:
        """How often the agent has spoken."""
        return len(self._costs)

    def start(self) -> None:
        """Begin to work."""
        self.project.clock.advance(0.04)
        self.project.event("agent_started", self)
        self._become("working")

    def hear(self, text: str) -> None:
        """Record an instruction."""
        self._context.add(text)
        self._message(self._dialect.user(text))

    def say(self, turn: Turn) -> None:
        """Record a message of the assistant, after the time that thinking and typing take."""
        said = turn.thinking + turn.text + "".join(str(call.input) for call in turn.calls)
        clock, chance = self.project.clock, self.project.chance
        clock.advance(chance.between(3.0, 13.0) + accounts.tokens(said) / 70)
        if (before := self._context.compact()) is not None:
            self.project.event("compact_boundary", self, trigger="auto", preTokens=before)
        usage = self._context.spend(said)
        columns = self._dialect.assistant(turn)
        if self.interrupted:
            self.interrupted = False
            self._costs.append(None)
        else:
            columns |= {"usage": self._dialect.usage(usage)}
            self._costs.append(accounts.cost(self._model, usage))
            self.row["total_tokens"] += usage.input + usage.written + usage.output
        self._message(columns | {"cost": self._costs[-1]})
        for call in turn.calls:
            self.project.event(
                "agent_tool_call",
                self,
                toolName=self._dialect.name(call.tool),
                toolInput=_summary(call),
                toolCallId=call.id,
            )

    def receive(self, call: Call, answer: Answer) -> None:
        """Record a tool's answer, as long after the call as it took."""
        self.project.clock.advance(answer.seconds)
        self._context.add(answer.text)
        self._message(self._dialect.result(call, answer.text, failed=answer.failed))
        if answer.failed:
            source = f"tool:{self._dialect.name(call.tool)}"
            self.project.event("error", self, source=source, error=answer.text[:400])

    def settle(self, status: str, task: str) -> None:
        """Close the books: totals, last status, and what it is at now."""
        self.row |= {
            "current_task": task,
            "iteration_count": self.iterations,
            "total_cost": accounts.total(self._costs),
            "updated_at": self.project.stamp(self.last),
        }
        if status != self.row["status"]:
            self._become(status)

    def _become(self, status: str) -> None:
        change = {"previousStatus": self.row["status"], "newStatus": status}
        self.row["status"] = status
        self.project.event("agent_status_changed", self, **change)

    def _message(self, columns: Columns) -> None:
        self.last = self.project.clock.now
        self.project.add("history", agent_id=self.row["id"], **columns)


def moment(text: str) -> datetime:
    """Return the moment that a heading names, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _summary(call: Call) -> Row:
    """Return the short arguments of a call; contents stay in the message and the file."""
    return {
        key: value
        for key, value in call.input.items()
        if key in {"file_path", "command", "pattern", "path", "url", "name"}
    }
