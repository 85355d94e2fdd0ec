"""OpenTelemetry's traces and logs of agents, as OTLP JSON: a text, or a line for each export.

A conversation (`gen_ai.conversation.id`, `session.id`), or else a trace, is a session. A span of an
agent below another is a sub-agent, and where a tool's span stands between them, that call started
it. Spans of models are messages, those of tools results. Every span of a model repeats the
conversation so far: of it, only what is new is kept. A span above others that tell the same does
not count again. Children are written before their parents: what belongs to a sub-agent that is
still at work is the session's until the sub-agent's own span comes.

`otel_spans` says how spans are written, `otel_logs` how logs are that hold what their models were
told and said, `otel_messages` what they say. What logs tell is joined with the span that they
belong to, in whichever file that is; without the trace, it is the session's own. No span tells
where an agent worked: the service stands for it.
"""

from __future__ import annotations

from constellation_db.importing.batch import Object
from constellation_db.importing.otel_logs import Gathering, logged
from constellation_db.importing.otel_messages import answered
from constellation_db.importing.otel_records import OtelReader
from constellation_db.importing.otel_spans import CHAT, Tree, spans
from constellation_db.importing.session import as_text
from constellation_db.importing.source import (
    Documents,
    Found,
    Reader,
    Shelf,
)

NAME = "opentelemetry"


class OpenTelemetry(Documents):
    """The source; see the module's text."""

    name = NAME
    title = "OpenTelemetry"

    def owns(self, record: Object) -> bool:
        """Whether a record holds spans or logs."""
        return "resourceSpans" in record or "resourceLogs" in record

    def grows(self, file: object) -> bool:
        """Return False: a later span may say whose the earlier ones are."""
        return False

    def reader(self, found: Found, state: Object, shelf: Shelf) -> Reader:
        """Return a reader of one file, which has seen what stands below what in it."""
        tree, gathering = Tree(), Gathering()
        with found.path.open("rb") as file:
            for line in self.lines(file, 0):
                for span in spans(line.record or {}):
                    if span is not None:
                        made = answered(span).calls if span.kind == CHAT else []
                        tree.add(span, (as_text(call["id"]) for call in made))
                for event in logged(line.record or {}):
                    if event is not None:
                        gathering.expect(event)
                        tree.hear(event.key[0], event.attributes, event.calls())
        tree.settle()
        return OtelReader(NAME, found.path, state, shelf, tree, gathering)
