"""What went wrong in a part of the store, newest first, and the place where each of it is seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from constellation_db import Agent, Database, Failure, FailureKind, Failures, InvalidJson, Scope
from constellation_db.jsontext import parse as parse_json
from constellation_gui.formatting import moment, one_line, second, short_id, visible
from constellation_gui.models.columns import Column
from constellation_gui.models.message_blocks import ToolResult
from constellation_gui.models.messages import parse
from constellation_gui.models.stored_words import capital
from constellation_gui.models.terminal_text import without_escapes
from constellation_gui.place import Place, Tab
from constellation_gui.wording import tr

MOST = 30
"""How many failures of each kind are listed."""

_LONGEST = 300  # characters that a row tells of what went wrong
_EXCERPT_BYTES = 8_000
# Where events put the reason, the most telling first.
_REASONS = ("error", "message", "reason", "errorMessage", "error_message", "details")
_TABS = {
    FailureKind.AGENT: Tab.OVERVIEW,
    FailureKind.EVENT: Tab.EVENTS,
    FailureKind.RESULT: Tab.TRANSCRIPT,
}
_ICONS = {
    FailureKind.AGENT: "status-failed",
    FailureKind.EVENT: "event",
    FailureKind.RESULT: "tool",
}
_NAMES = {
    FailureKind.AGENT: tr("failed agent"),
    FailureKind.EVENT: tr("error event"),
    FailureKind.RESULT: tr("failed tool result"),
}


@dataclass(frozen=True, slots=True)
class FailureRow:
    """A failure in the list: what went wrong, whose it was, and where to see it."""

    failure: Failure
    text: str
    agent: str
    place: Place


@dataclass(frozen=True, slots=True)
class FailureList:
    """Failures of some kinds, newest first, and how many there are of each kind."""

    rows: tuple[FailureRow, ...] = ()
    totals: tuple[tuple[FailureKind, int], ...] = ()

    def plus(self, other: FailureList) -> FailureList:
        """Return these together with failures of other kinds."""
        rows = sorted((*self.rows, *other.rows), key=lambda row: row.failure.key, reverse=True)
        return FailureList(tuple(rows), (*self.totals, *other.totals))

    def counts(self) -> list[str]:
        """Return how many there are of each kind, in words, without those that are not."""
        return [_counted(kind, total) for kind, total in self.totals if total]


def _counted(kind: FailureKind, total: int) -> str:
    if kind is FailureKind.AGENT:
        return tr("%n failed agent(s)", "", total)
    if kind is FailureKind.EVENT:
        return tr("%n error event(s)", "", total)
    return tr("%n failed tool result(s)", "", total)


def _tip(row: FailureRow) -> str:
    kind = capital(_NAMES[row.failure.kind])
    return "\n".join((f"{kind}: {row.text}", tr("Enter goes there")))


AGENT = 1
FAILURE_COLUMNS: tuple[Column[FailureRow], ...] = (
    Column(
        tr("What"),
        lambda row: row.text,
        icon=lambda row: _ICONS[row.failure.kind],
        tip=_tip,
        spoken=lambda row: f"{_NAMES[row.failure.kind]}, {row.text}",
    ),
    Column(tr("Agent"), lambda row: row.agent, tip=lambda row: row.agent, width=120),
    Column(
        tr("Time"),
        lambda row: second(row.failure.created_at),
        tip=lambda row: moment(row.failure.created_at),
        width=148,
    ),
)


def read_failures(database: Database, scope: Scope, event_types: Iterable[str]) -> FailureList:
    """Read which agents failed, and the events that tell of a failure."""
    with database.snapshot():
        agents = database.sums.failed_agents(scope, limit=MOST)
        events = database.sums.failing_events(scope, list(event_types), limit=MOST)
        texts = _reasons(database, events)
        return _listed(
            database, scope, {FailureKind.AGENT: agents, FailureKind.EVENT: events}, texts
        )


def read_failed_results(database: Database, scope: Scope) -> FailureList:
    """Read the failed results of tools, the long way through all messages."""
    with database.snapshot():
        results = database.sums.failed_results(scope, limit=MOST)
        texts = _said(database, results)
        return _listed(database, scope, {FailureKind.RESULT: results}, texts)


def _listed(
    database: Database, scope: Scope, found: dict[FailureKind, Failures], texts: dict[str, str]
) -> FailureList:
    agents = _agents(database, [failure for each in found.values() for failure in each.newest])
    rows = []
    for failure in (failure for each in found.values() for failure in each.newest):
        agent = agents.get(failure.agent_id or "")
        name = one_line(agent.name) if agent is not None else ""
        text = texts.get(failure.id) or one_line(failure.text) or short_id(failure.id)
        called = name or (short_id(failure.agent_id) if failure.agent_id else "")
        rows.append(FailureRow(failure, text, called, _place(failure, scope, agent)))
    totals = tuple((kind, each.total) for kind, each in found.items())
    return FailureList(tuple(rows)).plus(FailureList(totals=totals))


def _agents(database: Database, failures: list[Failure]) -> dict[str, Agent]:
    ids = {failure.agent_id for failure in failures if failure.agent_id is not None}
    found = (database.agents.find_by_id(agent_id) for agent_id in ids)
    return {agent.id: agent for agent in found if agent is not None}


def _place(failure: Failure, scope: Scope, agent: Agent | None) -> Place:
    project = failure.project_id or (agent.project_id if agent is not None else scope.project_id)
    place = Place(project, failure.agent_id, tab=_TABS[failure.kind])
    if failure.kind is FailureKind.EVENT:
        return Place(project, failure.agent_id, event=failure.id, tab=place.tab)
    if failure.kind is FailureKind.RESULT:
        return Place(project, failure.agent_id, message=failure.id, tab=place.tab)
    return place


def _reasons(database: Database, events: Failures) -> dict[str, str]:
    """Return what events say went wrong, by their ids."""
    keys = [failure.key for failure in events.newest]
    return {
        excerpt.event.id: _reason(excerpt.event.type, excerpt.event.data)
        for excerpt in database.events.excerpts(keys, limit=_EXCERPT_BYTES)
    }


def _reason(kind: str, data: str | None) -> str:
    parsed = parse_json(data)
    said = ""
    if isinstance(parsed, dict):
        given = next((parsed[name] for name in _REASONS if parsed.get(name)), "")
        inner = given.get("message", given) if isinstance(given, dict) else given
        said = without_escapes(str(inner))
    elif isinstance(parsed, (str, InvalidJson)):
        said = without_escapes(data or "")
    return one_line(f"{kind}: {said}" if said else kind, _LONGEST)


def _said(database: Database, results: Failures) -> dict[str, str]:
    """Return the first lines of failed results, by the ids of their messages."""
    keys = [failure.key for failure in results.newest]
    texts = {}
    for excerpt in database.history.excerpts(keys, limit=_EXCERPT_BYTES):
        failed = (
            block.text
            for block in parse(excerpt).blocks
            if isinstance(block, ToolResult) and block.failed
        )
        said = next(failed, "").lstrip()
        texts[excerpt.message.id] = one_line(visible(said), _LONGEST) or tr("Failed without a word")
    return texts
