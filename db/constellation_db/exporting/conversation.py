"""A conversation as it is written down: message by message, sub-agents where their call is.

Nothing here recurses and no conversation is held: agents may be thousands deep, and one may have
hundreds of thousands of messages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from constellation_db.dialects.arguments import details
from constellation_db.dialects.blocks import Block, Call, Usage
from constellation_db.dialects.messages import blocks_of
from constellation_db.dialects.starting import (
    SOON_S,
    distance,
    fits,
    noted_calls,
    starts_agent,
)
from constellation_db.exporting.source import Source
from constellation_db.overview_rows import Scope
from constellation_db.records import Agent, AgentHistory
from constellation_db.rows import TreePlace
from constellation_db.schema import agent_history

# Sections within each other; agents below stand behind all others. Browsers flatten what is nested
# some hundreds deep.
DEEPEST = 40
# A call and an agent are compared this often; beyond, only what a writer noted links them.
_MOST_COMPARED = 2_000_000

# Where a call stands: its message's id and the number of its block.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Begin:
    """An agent's conversation begins, `level` sections within others.

    `call` is the place of the call that started it; `elsewhere` says that it stands on its own,
    though it belongs deeper.
    """

    agent: Agent
    level: int
    kind: TreePlace
    call: Place | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A message; `started` are the agents that its calls started, by the calls' blocks."""

    message: AgentHistory
    blocks: tuple[Block, ...]
    usage: Usage | None
    level: int
    started: Mapping[int, Agent]


@dataclass(frozen=True, slots=True)
class Deferred:
    """An agent's conversation would be here, but is too deep: it comes at the end."""

    agent: Agent
    level: int


@dataclass(frozen=True, slots=True)
class End:
    """An agent's conversation ends; `messages` says how many there were."""

    agent: Agent
    level: int
    messages: int


Step = Begin | Said | Deferred | End


class Family:
    """The agents of an export: who started whom, and by which call as far as the store tells."""

    def __init__(self, source: Source) -> None:
        self._source = source
        tree = source.tree()
        self.agents = {agent.id: agent for agent, _depth, _place in tree}
        self.depths = {agent.id: depth for agent, depth, _place in tree}
        self.places = {agent.id: place for agent, _depth, place in tree}
        self.tops: list[Agent] = []
        self.children: dict[str, list[Agent]] = {}
        line: list[Agent] = []
        for agent, depth, _place in tree:
            del line[depth:]
            if line:
                self.children.setdefault(line[-1].id, []).append(agent)
            else:
                self.tops.append(agent)
            line.append(agent)

    def starts(self, parent: Agent) -> dict[Place, Agent]:
        """Return which calls of an agent started which others.

        The call's own id decides where somebody noted it; then the name or the task; then the time.
        """
        waiting = {child.id: child for child in self.children.get(parent.id, ())}
        found: dict[Place, Agent] = {}
        if not waiting:
            return found
        noted = noted_calls(waiting.values())
        calls: list[_StartingCall] = []
        for call in self._calls(parent):
            child = waiting.pop(noted.get(call.id or "", ""), None)
            if child is not None:
                found[call.place] = child
            elif starts_agent(call.name):
                calls.append(call)
        if len(calls) * len(waiting) <= _MOST_COMPARED:
            for test in (_is_named, _is_soon):
                calls = _matched(calls, waiting, found, test)
        return found

    def _calls(self, agent: Agent) -> Iterator[_StartingCall]:
        # Through the source, but apart from what is written: nothing is counted twice.
        source = self._source
        rows = source.rows.stream(agent_history, Scope(agent_id=agent.id))
        for row, _sequence in rows:
            if row[4] is None and "tool_use" not in str(row[3]):
                continue
            message = source.record(agent_history, list(row))
            for number, block in enumerate(blocks_of(message)[0]):
                if isinstance(block, Call):
                    place = (message.id, number)
                    said = details(block.given) if starts_agent(block.name) else ""
                    yield _StartingCall(place, block.id, block.name, said, message.created_at)


@dataclass(frozen=True, slots=True)
class _StartingCall:
    place: Place
    id: str | None
    name: str
    said: str
    time: str | None


def _is_named(call: _StartingCall, child: Agent) -> bool:
    return fits(child, call.id, call.said)


def _is_soon(call: _StartingCall, child: Agent) -> bool:
    return distance(call.time, child.created_at) < SOON_S


def _matched(
    calls: list[_StartingCall],
    waiting: dict[str, Agent],
    found: dict[Place, Agent],
    test: Callable[[_StartingCall, Agent], bool],
) -> list[_StartingCall]:
    """Give each call the nearest agent that passes a test, and return the calls without one."""
    left = []
    for call in calls:
        fitting = [child for child in waiting.values() if test(call, child)]
        if fitting:
            nearest = min(fitting, key=lambda child: distance(call.time, child.created_at))
            found[call.place] = waiting.pop(nearest.id)
        else:
            left.append(call)
    return left


@dataclass(slots=True)
class _Frame:
    """An agent whose conversation is being written."""

    agent: Agent
    level: int
    messages: Iterator[AgentHistory]
    starts: dict[Place, Agent]
    waiting: deque[tuple[Agent, Place | None]] = field(default_factory=deque)
    count: int = 0
    finished: bool = False


def conversation(source: Source, family: Family) -> Iterator[Step]:
    """Give all that is said in an export, in the order in which it is read.

    Agents whose call is not known stand at the end of the conversation of the one above.
    """
    later: deque[tuple[Agent, Place | None, bool]] = deque(
        (top, None, False) for top in family.tops
    )
    while later:
        agent, call, elsewhere = later.popleft()
        yield Begin(agent, 0, family.places[agent.id], call, elsewhere)
        stack = [_frame(source, family, agent, 0)]
        while stack:
            frame = stack[-1]
            if frame.waiting:
                child, call = frame.waiting.popleft()
                if frame.level + 1 >= DEEPEST:
                    later.append((child, call, True))
                    yield Deferred(child, frame.level + 1)
                    continue
                yield Begin(child, frame.level + 1, family.places[child.id], call)
                stack.append(_frame(source, family, child, frame.level + 1))
            elif frame.finished:
                yield End(frame.agent, frame.level, frame.count)
                stack.pop()
            else:
                yield from _next(frame, family)


def _frame(source: Source, family: Family, agent: Agent, level: int) -> _Frame:
    messages = source.records(agent_history, Scope(agent_id=agent.id))
    return _Frame(agent, level, messages, family.starts(agent))


def _next(frame: _Frame, family: Family) -> Iterator[Step]:
    """Give the next message of an agent, and note whose conversations follow it."""
    message = next(frame.messages, None)
    if message is None:
        frame.finished = True
        known = {child.id for child in frame.starts.values()}
        others = family.children.get(frame.agent.id, ())
        frame.waiting.extend((child, None) for child in others if child.id not in known)
        return
    frame.count += 1
    blocks, usage, _model = blocks_of(message)
    started = {}
    for number in range(len(blocks)):
        child = frame.starts.get((message.id, number))
        if child is not None:
            started[number] = child
            frame.waiting.append((child, (message.id, number)))
    yield Said(message, blocks, usage, frame.level, started)
