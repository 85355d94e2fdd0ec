"""What the spans of a trace say, and the logs that belong to them, as rows."""

from __future__ import annotations

from pathlib import Path

from constellation_db.importing.batch import Batch, NewMessage, Object, Placed
from constellation_db.importing.dialects import INSTRUCTIONS, Said
from constellation_db.importing.lines import dump
from constellation_db.importing.naming import derived_id, fingerprint
from constellation_db.importing.otel_logs import Gathering, Logged, logged
from constellation_db.importing.otel_messages import answered, heard, tool_call, tool_result
from constellation_db.importing.otel_spans import (
    AGENT,
    CHAT,
    TOOL,
    Span,
    Tree,
    attributes,
    moment,
    spans,
)
from constellation_db.importing.reasons import NO_EVENT_IDS, NO_IDS, NO_SPANS, because
from constellation_db.importing.session import UNKNOWN_TIME, Desk, as_object, as_text, title
from constellation_db.importing.source import LEFT_OUT, Shelf

_PLACES = ("process.working_directory", "service.name")


class OtelReader:
    """Makes rows of one file's spans; `tree` knows them all, `gathering` what logs tell of them."""

    def __init__(
        self,
        source: str,
        path: Path,
        state: Object,
        shelf: Shelf,
        tree: Tree,
        gathering: Gathering,
    ) -> None:
        self.state = state
        self._path = path
        self._source = source
        self._desk = Desk(source, state, shelf)
        self._tree = tree
        self._gathering = gathering
        self._projects: dict[str, Object] = {}
        # What an agent's model was told already: how often each message stood there.
        self._known: dict[str, set[tuple[str, int]]] = {}

    def take(self, record: Object, line: int, batch: Batch) -> str | None:
        """Put what spans say into the batch; see `Reader`."""
        self._desk.batch = batch
        batch.moving = True
        broken = used = 0
        for span in spans(record):
            if span is None:
                broken += 1
            else:
                used += self._take_span(span)
        lost = 0
        for event in logged(record):
            if event is None:
                lost += 1
            else:
                used += 1
                self._take_event(event)
        if broken or lost:
            return because(NO_IDS, broken) if broken else because(NO_EVENT_IDS, lost)
        if "resourceSpans" not in record and "resourceLogs" not in record:
            return NO_SPANS
        return None if used else LEFT_OUT

    def _take_event(self, event: Logged) -> None:
        span = self._gathering.add(event)
        if span is not None and self._tree.is_innermost(span):
            self._converse(span, self._agent(span), may_be_silent=True)

    def _take_span(self, span: Span) -> bool:
        if span.kind not in (AGENT, CHAT, TOOL) and span.error is None:
            return False
        agent_id = self._agent(span)
        if span.kind == AGENT:
            self._learn(span, agent_id)
        if span.kind in (AGENT, CHAT) and self._tree.is_innermost(span):
            self._converse(span, agent_id)
        elif span.kind == TOOL:
            self._use(span, agent_id)
        self._note(span, agent_id)
        return True

    # -- Whose span it is --------------------------------------------------------------------------

    def _agent(self, span: Span) -> str:
        """Return the id of the agent that a span is about; it is in the batch then."""
        trace = span.key[0]
        conversation = self._tree.conversation(trace)
        root = derived_id(self._source, "session", conversation)
        self._begin(root, span)
        start = span.start or span.end or UNKNOWN_TIME
        above = root
        self._desk.agent(root, start).config["sessionId"] = conversation
        path = self._tree.agents(span)
        for depth, (own, call) in enumerate(reversed(path), 1):
            id = derived_id(self._source, "agent", trace, own)
            agent = self._desk.agent(id, start, above)
            agent.config |= {"sessionId": conversation, "spanId": own}
            agent.title = title(self._tree.nodes[trace, own].name) or None
            self._desk.batch.places[id] = Placed(above, depth, call or None)
            above = id
        self._desk.agent(above, span.end or start)
        return above

    def _begin(self, root: str, span: Span) -> None:
        known = self._projects.get(root)
        if known is None:
            told = (as_text(span.resource.get(name)) for name in _PLACES)
            place = next(filter(None, told), "") or str(self._path.absolute().parent)
            self._desk.begin(root, place)
            known = {name: self.state[name] for name in ("root", "project", "path")}
            self._projects[root] = known
            data = {"file": str(self._path), "workingDirectory": place, "traceId": span.key[0]}
            time = span.start or UNKNOWN_TIME
            self._desk.agent(root, time).config["workingDirectory"] = place
            self._desk.event(derived_id(root, "started"), root, "session_started", data, time)
        self.state |= known

    def _learn(self, span: Span, agent_id: str) -> None:
        agent = self._desk.batch.agents[agent_id]
        if agent_id == self.state["root"]:
            called = span.told("gen_ai.agent.name", "agent.name") or span.name
            agent.name = agent.name or title(called) or None
        else:
            id = derived_id(agent_id, "started")
            self._desk.event(id, agent_id, "agent_started", {}, span.start or UNKNOWN_TIME)
        if span.error is not None:
            agent.status = "failed"

    # -- What it says ------------------------------------------------------------------------------

    def _converse(self, span: Span, agent_id: str, *, may_be_silent: bool = False) -> None:
        known = self._known.setdefault(agent_id, set())
        counts: dict[str, int] = {}
        start, end = span.start or UNKNOWN_TIME, span.end or span.start or UNKNOWN_TIME
        for place, said in enumerate(heard(span)):
            sign = self._sign(said, counts)
            if sign not in known:
                known.add(sign)
                self._hear(said, agent_id, derived_id(*span.key, "told", str(place)), start)
        said = answered(span)
        silent = not said.blocks and not said.calls and said.usage is None
        if silent and (may_be_silent or span.kind == AGENT):
            return
        known.add(self._sign(said, counts))
        message = NewMessage(derived_id(*span.key, "answered"), agent_id, "assistant", end)
        message.blocks, message.calls = said.blocks, said.calls
        message.usage, message.cost = said.usage, said.cost
        self._desk.batch.say(message)
        if said.model:
            self._desk.batch.agents[agent_id].config.setdefault("model", said.model)

    def _sign(self, said: Said, counts: dict[str, int]) -> tuple[str, int]:
        """Return what a message is known by when it stands in a later conversation."""
        told = dump([said.role, said.blocks, said.calls, said.results]) or ""
        sign = fingerprint(told)
        counts[sign] = counts.get(sign, 0) + 1
        return sign, counts[sign]

    def _hear(self, said: Said, agent_id: str, id: str, time: str) -> None:
        if said.role == INSTRUCTIONS:
            self._desk.event(id, agent_id, "instructions", {"text": said.text}, time)
            return
        if said.role == "tool":
            for result in said.results:
                self._result(result, agent_id, time)
            return
        message = NewMessage(id, agent_id, said.role, time)
        message.blocks, message.calls = said.blocks, said.calls
        self._desk.batch.say(message)
        if said.role == "user" and said.text:
            agent = self._desk.batch.agents[agent_id]
            agent.task = agent.task or said.text
            agent.name = agent.name or title(said.text)

    def _use(self, span: Span, agent_id: str) -> None:
        call = tool_call(span)
        end = span.end or span.start or UNKNOWN_TIME
        if call["id"] not in self._tree.called:  # what the model said of it was not recorded
            id = derived_id(*span.key, "called")
            message = NewMessage(id, agent_id, "assistant", span.start or end, calls=[call])
            self._desk.batch.say(message)
        self._result(tool_result(span), agent_id, end)

    def _result(self, result: Object, agent_id: str, time: str) -> None:
        id = derived_id(self.state["root"], "result", str(result.get("tool_use_id")))
        self._desk.batch.say(NewMessage(id, agent_id, "tool", time, results=[result]))

    def _note(self, span: Span, agent_id: str) -> None:
        if span.error is not None:
            data = {"span": span.name, "text": span.error, "type": span.told("error.type")}
            kind = "api_error" if span.kind == CHAT else "error"
            time = span.end or span.start or UNKNOWN_TIME
            self._desk.event(derived_id(*span.key, "error"), agent_id, kind, data, time)
        for place, told in enumerate(map(as_object, span.events)):
            if told.get("name") == "exception":
                time = moment(told.get("timeUnixNano")) or span.end or UNKNOWN_TIME
                data = attributes(told.get("attributes"))
                id = derived_id(*span.key, "event", str(place))
                self._desk.event(id, agent_id, "exception", data, time)
