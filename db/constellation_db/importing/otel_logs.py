"""What models are told and say as OTLP writes it in JSON logs, as the spans that it belongs to.

A text or line is `{resourceLogs: [{resource, scopeLogs: [{logRecords}]}]}`. A record has `traceId`,
`spanId`, `timeUnixNano`, `attributes`, and a `body`; which event it is stands in `eventName`, or in
the attribute `event.name`. Conventions up to 1.36 have an event for each message that a model is
told (`gen_ai.system.message`, `gen_ai.user.message`, `gen_ai.assistant.message`,
`gen_ai.tool.message`) and for what it answers (`gen_ai.choice`): the body is a message of OpenAI's
Chat interface, but a tool's has its call as `id`, and a choice has its message inside. Later ones
have one event for a whole call, `gen_ai.client.inference.operation.details`, with the attributes of
a span. Events of one span may stand in several exports: they are put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from constellation_db.importing.batch import Object
from constellation_db.importing.otel_spans import (
    CHAT,
    Span,
    any_value,
    attributes,
    conversation_of,
    moment,
    objects,
)
from constellation_db.importing.session import as_object, as_text

_ROLES = {
    "gen_ai.system.message": "system",
    "gen_ai.user.message": "user",
    "gen_ai.assistant.message": "assistant",
    "gen_ai.tool.message": "tool",
}
_CHOICE = "gen_ai.choice"
_WHOLE = "gen_ai.client.inference.operation.details"
_EVENTS = frozenset((*_ROLES, _CHOICE, _WHOLE))


@dataclass(frozen=True, slots=True)
class Logged:
    """One event: `key` is the trace and the span that it belongs to."""

    key: tuple[str, str]
    name: str
    time: str
    attributes: Object
    resource: Object
    body: Any

    def calls(self) -> Iterator[str]:
        """Give the ids of the calls that a model made, as far as the event is one of a choice."""
        told = _message_of(self).get("tool_calls") if self.name == _CHOICE else None
        for call in told if isinstance(told, list) else []:
            yield as_text(as_object(call).get("id"))


def logged(record: Object) -> Iterator[Logged | None]:
    """Give the events of models in a record; None for one of which nobody knows whose it is."""
    for group in objects(record, "resourceLogs"):
        resource = attributes(as_object(group.get("resource")).get("attributes"))
        for scope in objects(group, "scopeLogs"):
            for told in objects(scope, "logRecords"):
                found = attributes(told.get("attributes"))
                name = as_text(told.get("eventName")) or as_text(found.get("event.name"))
                if name in _EVENTS:
                    yield _logged(told, name, found, resource)


def _logged(told: Object, name: str, found: Object, resource: Object) -> Logged | None:
    trace = as_text(told.get("traceId")) or conversation_of(found)
    own = as_text(told.get("spanId"))
    nanoseconds = told.get("timeUnixNano") or told.get("observedTimeUnixNano")
    if not own and name == _WHOLE:  # a call of its own
        own = as_text(found.get("gen_ai.response.id")) or str(nanoseconds)
    if not trace or not own:
        return None
    body = any_value(told.get("body"))
    return Logged((trace, own), name, moment(nanoseconds), found, resource, body)


class Gathering:
    """Puts the events of a span together, once all of them have come."""

    def __init__(self) -> None:
        self._left: Counter[tuple[str, str]] = Counter()
        self._spans: dict[tuple[str, str], Span] = {}
        self._places: Counter[tuple[tuple[str, str], str]] = Counter()

    def expect(self, event: Logged) -> None:
        """Know of an event that will come; all that come are to be expected first."""
        self._left[event.key] += 1

    def add(self, event: Logged) -> Span | None:
        """Take in an event; the span that it belongs to, if it was the last of it."""
        span = self._spans.get(event.key)
        if span is None:
            times = {"start": event.time, "end": event.time}
            span = Span(event.key, "", "", CHAT, **times, attributes={}, resource=event.resource,
                        events=[], error=None)  # fmt: skip
            self._spans[event.key] = span
        span.start = min(filter(None, (span.start, event.time)), default="")
        span.end = max(span.end, event.time)
        span.attributes |= event.attributes
        if event.name != _WHOLE:
            kind = "completion" if event.name == _CHOICE else "prompt"
            place = self._places[event.key, kind]
            self._places[event.key, kind] += 1
            span.attributes[f"gen_ai.{kind}.{place}"] = _message_of(event)
        self._left[event.key] -= 1
        return None if self._left[event.key] else self._spans.pop(event.key)


def _message_of(event: Logged) -> Object:
    """Return what an event tells as a message of OpenAI's Chat interface."""
    told = event.body if isinstance(event.body, dict) else {"content": event.body}
    if event.name == _CHOICE:
        inner = as_object(told.get("message"))
        return {"tool_calls": told.get("tool_calls"), **inner, "role": "assistant"}
    role = _ROLES.get(event.name, "user")
    found = {**told, "role": role}
    if role == "tool":
        found["tool_call_id"] = told.get("id", told.get("tool_call_id"))
    return found
