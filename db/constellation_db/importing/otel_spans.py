"""Spans of OpenTelemetry as OTLP writes them in JSON, and the tree that they make.

A text or line is `{resourceSpans: [{resource, scopeSpans: [{spans}]}]}`; attributes are lists of
`{key, value: {stringValue | intValue | …}}`, ids hexadecimal, times nanoseconds since 1970 as text.
What a span stands for is told by `gen_ai.operation.name` (OpenTelemetry's conventions for GenAI),
`openinference.span.kind` (OpenInference) or `traceloop.span.kind` with `llm.request.type`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from constellation_db import timestamps
from constellation_db.importing.batch import Object
from constellation_db.importing.session import as_object, as_text

AGENT, CHAT, TOOL, OTHER = "agent", "chat", "tool", "other"
_OPERATIONS = {
    "invoke_agent": AGENT,
    "invoke_workflow": AGENT,
    "chat": CHAT,
    "generate_content": CHAT,
    "text_completion": CHAT,
    "execute_tool": TOOL,
}
_KINDS = {"AGENT": AGENT, "LLM": CHAT, "TOOL": TOOL}
_TRACELOOP = {"agent": AGENT, "tool": TOOL, "chat": CHAT, "completion": CHAT}
_CONVERSATIONS = ("gen_ai.conversation.id", "session.id", "conversation.id")
_CALLS = ("gen_ai.tool.call.id", "tool_call.id", "tool.id")
_ERROR = 2  # of a span's status
_VALUES = ("stringValue", "intValue", "doubleValue", "boolValue", "bytesValue")
_DEEPEST = 64  # lists within lists of an attribute


@dataclass(slots=True)
class Span:
    """One span: `key` is its trace and its own id, `above` its parent's id, nothing without one."""

    key: tuple[str, str]
    above: str
    name: str
    kind: str
    start: str
    end: str
    attributes: Object
    resource: Object
    events: list[Any]
    error: str | None

    def told(self, *names: str) -> str:
        """Return the first of some attributes that is text, or nothing."""
        found = (as_text(self.attributes.get(name)) for name in names)
        return next(filter(None, found), "")

    @property
    def call(self) -> str:
        """The call that it carries out, if it says which."""
        return self.told(*_CALLS)


def spans(record: Object) -> Iterator[Span | None]:
    """Give the spans of a record; None for one that is broken."""
    for group in objects(record, "resourceSpans"):
        resource = attributes(as_object(group.get("resource")).get("attributes"))
        scopes = [
            *objects(group, "scopeSpans"),
            *objects(group, "instrumentationLibrarySpans"),
        ]
        for scope in scopes:
            found = scope.get("spans")
            for each in found if isinstance(found, list) else []:
                yield _span(each, resource)


def attributes(told: Any) -> Object:
    """Return attributes by name."""
    pairs = told if isinstance(told, list) else []
    return {
        pair["key"]: any_value(pair.get("value"))
        for pair in pairs
        if isinstance(pair, dict) and isinstance(pair.get("key"), str)
    }


def conversation_of(told: Object) -> str:
    """Return which conversation attributes name, or nothing."""
    return next(filter(None, (as_text(told.get(name)) for name in _CONVERSATIONS)), "")


def moment(nanoseconds: Any) -> str:
    """Return a time as the store has it, nothing where it is none."""
    try:
        seconds = int(nanoseconds) / 1e9
        return timestamps.from_datetime(datetime.fromtimestamp(seconds, UTC)) if seconds else ""
    except (TypeError, ValueError, OverflowError, OSError):
        return ""


@dataclass(slots=True)
class _Node:
    above: str
    kind: str
    call: str
    name: str
    talked: bool = False  # whether a model was asked below it


@dataclass(slots=True)
class Tree:
    """Which span stands below which; made of all spans, because children are written first."""

    nodes: dict[tuple[str, str], _Node] = field(default_factory=dict)
    conversations: dict[str, str] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)

    def add(self, span: Span, calls: Iterable[str]) -> None:
        """Take in a span, and the ids of the calls that a model made in it."""
        name = span.told("gen_ai.agent.name", "agent.name") or span.name
        self.nodes[span.key] = _Node(span.above, span.kind, span.call, name)
        self.hear(span.key[0], span.attributes, calls)

    def hear(self, trace: str, told: Object, calls: Iterable[str]) -> None:
        """Take in what is said in a trace: of which conversation it is, and calls of a model."""
        if conversation := conversation_of(told):
            self.conversations.setdefault(trace, conversation)
        self.called.update(calls)

    def settle(self) -> None:
        """Find out below which spans models were asked; after the last `add`."""
        for (trace, id), node in self.nodes.items():
            if node.kind == CHAT:
                for above in self._path(trace, self.nodes[trace, id].above):
                    if self.nodes[trace, above].talked:
                        break
                    self.nodes[trace, above].talked = True

    def conversation(self, trace: str) -> str:
        """Return the conversation of a trace; the trace itself where none is named."""
        return self.conversations.get(trace) or trace

    def agents(self, span: Span) -> list[tuple[str, str]]:
        """Return the agents that a span belongs to, the session's apart, the nearest first.

        Each is a span's id and the call that started it. The uppermost agent of a trace that is
        known to its root is the session itself.
        """
        trace, own = span.key
        found: list[tuple[str, str]] = []
        waiting = False
        for id in self._path(trace, own):
            node = self.nodes[trace, id]
            if node.kind == TOOL and waiting and not found[-1][1]:
                found[-1] = (found[-1][0], node.call or id)
            elif node.kind == AGENT and node.above:
                found.append((id, ""))
                waiting = True
        return found

    def is_innermost(self, span: Span) -> bool:
        """Whether what a span says of a model is said by none below it."""
        node = self.nodes.get(span.key)
        return node is None or not node.talked

    def _path(self, trace: str, id: str) -> Iterator[str]:
        """Give a span and those above it, as far as they are known; ends on circles."""
        seen: set[str] = set()
        while id and id not in seen and (node := self.nodes.get((trace, id))) is not None:
            seen.add(id)
            yield id
            id = node.above


def _span(told: Any, resource: Object) -> Span | None:
    if not isinstance(told, dict):
        return None
    trace, own = as_text(told.get("traceId")), as_text(told.get("spanId"))
    if not trace or not own:
        return None
    found = attributes(told.get("attributes"))
    status = as_object(told.get("status"))
    failed = status.get("code") in (_ERROR, "STATUS_CODE_ERROR")
    events = told.get("events")
    return Span(
        key=(trace, own),
        above=as_text(told.get("parentSpanId")).strip("0") and as_text(told.get("parentSpanId")),
        name=as_text(told.get("name")),
        kind=_kind(found),
        start=moment(told.get("startTimeUnixNano")),
        end=moment(told.get("endTimeUnixNano")),
        attributes=found,
        resource=resource,
        events=events if isinstance(events, list) else [],
        error=(as_text(status.get("message")) or "failed") if failed else None,
    )


def _kind(found: Object) -> str:
    told = (
        _OPERATIONS.get(as_text(found.get("gen_ai.operation.name"))),
        _KINDS.get(as_text(found.get("openinference.span.kind")).upper()),
        _TRACELOOP.get(as_text(found.get("traceloop.span.kind"))),
        _TRACELOOP.get(as_text(found.get("llm.request.type"))),
    )
    return next(filter(None, told), OTHER)


def any_value(told: Any, depth: int = 0) -> Any:
    """Return what a value of an attribute, or a body, stands for."""
    if not isinstance(told, dict) or depth > _DEEPEST:
        return None
    for name in _VALUES:
        if name in told:
            value = told[name]
            whole = name == "intValue" and isinstance(value, str) and value.lstrip("-").isdigit()
            return int(value) if whole else value
    if isinstance(told.get("arrayValue"), dict):
        values = told["arrayValue"].get("values")
        return [any_value(each, depth + 1) for each in (values if isinstance(values, list) else [])]
    if isinstance(told.get("kvlistValue"), dict):
        pairs = told["kvlistValue"].get("values")
        return {
            as_text(pair.get("key")): any_value(pair.get("value"), depth + 1)
            for pair in (pairs if isinstance(pairs, list) else [])
            if isinstance(pair, dict)
        }
    return None


def objects(holder: Object, name: str) -> list[Object]:
    """Return the objects of a list."""
    found = holder.get(name)
    return [each for each in (found if isinstance(found, list) else []) if isinstance(each, dict)]
