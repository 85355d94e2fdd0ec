"""Searching the messages of many agents, in worker threads, a batch of agents at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from constellation_db import Database, Key, Talker
from constellation_gui.formatting import one_line
from constellation_gui.models.message_jumps import find_some, matching, text_target
from constellation_gui.models.messages import parse
from constellation_gui.models.sought import Sought, TooSlowError, searched

# As many messages as are looked through in about a blink.
_BATCH = 20_000
# The first match is not to wait for so many: batches grow from this to that.
_FIRST_BATCH = 1_000
_BEFORE, _EXCERPT = 20, 240  # characters


@dataclass(frozen=True, slots=True)
class Batch:
    """Agents to search together, by their places among all; of one alone, from `after` on."""

    places: tuple[int, ...]
    messages: int
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The agents of a project, or those from one on downward, oldest first, and in batches.

    Where an index says where to look first, or nowhere else, the batches do.
    """

    project_id: str
    talkers: list[Talker]
    batches: list[Batch]

    @property
    def messages(self) -> int:
        """How many messages there are to look through."""
        return sum(batch.messages for batch in self.batches)


@dataclass(frozen=True, slots=True)
class AgentHits:
    """What was found in an agent's messages; `line` is the text around the first of it."""

    place: int
    messages: int
    first: Key
    message_id: str
    line: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch came to, what is left of it, and whether an expression took too long."""

    hits: list[AgentHits]
    rest: Batch | None = None
    too_slow: bool = False


def plan(database: Database, agent_id: str, sought: Sought, *, below: bool) -> Plan | None:
    """Return whom to search for something: an agent and all below it, or its whole project.

    None if the agent is gone.
    """
    agent = database.agents.find_by_id(agent_id)
    if agent is None:
        return None

    def talking(*, count: bool) -> list[Talker]:
        talkers = database.search.talkers(agent.project_id, count=count)
        return _family(talkers, agent_id) if below else talkers

    talkers = talking(count=False)
    likely = database.search.likely([talker.id for talker in talkers], sought.sign)
    if likely is not None and likely.certain:
        counts = {
            place: likely.messages[talker.id] or _BATCH
            for place, talker in enumerate(talkers)
            if talker.id in likely.messages
        }
        return Plan(agent.project_id, talkers, list(_batches(counts)))
    talkers = talking(count=True)
    known = likely.messages if likely is not None else {}
    first: dict[int, int] = {}
    others: dict[int, int] = {}
    for place, talker in enumerate(talkers):
        (first if talker.id in known else others)[place] = talker.messages
    return Plan(agent.project_id, talkers, [*_batches(first), *_batches(others)])


def _family(talkers: Sequence[Talker], top: str) -> list[Talker]:
    """Return an agent and all below it; parents may form circles."""
    children: dict[str | None, list[Talker]] = {}
    for talker in talkers:
        children.setdefault(talker.parent_id, []).append(talker)
    found = [talker for talker in talkers if talker.id == top]
    known = {top}
    for talker in found:  # grows on the way
        new = [child for child in children.get(talker.id, []) if child.id not in known]
        known |= {child.id for child in new}
        found += new
    return found


def _batches(counts: Mapping[int, int]) -> Iterator[Batch]:
    """Share out agents, given by their places with how many messages each has to be looked at."""
    places: list[int] = []
    messages, limit = 0, _FIRST_BATCH
    for place, count in sorted(counts.items()):
        if places and messages + count > limit:
            yield Batch(tuple(places), messages)
            places, messages, limit = [], 0, min(2 * limit, _BATCH)
        if count:
            places.append(place)
            messages += count
    if places:
        yield Batch(tuple(places), messages)


def search(database: Database, talkers: Sequence[Talker], batch: Batch, sought: Sought) -> Outcome:
    """Look through a batch's messages."""
    if len(batch.places) == 1:
        return _search_one(database, talkers, batch, sought)
    target = text_target(sought)
    places = {talkers[place].id: place for place in batch.places}
    hits = database.search.look_at_all(list(places), target.sign)
    by_agent: dict[int, list[Key]] = {}
    too_slow = False
    for agent_id, group in groupby(hits, key=lambda hit: hit.agent_id):
        try:
            keys = list(matching(database, target, list(group)))
        except TooSlowError:
            too_slow = True
            break
        if keys:
            by_agent[places[agent_id]] = keys
    return Outcome(_with_lines(database, by_agent, sought), too_slow=too_slow)


def _search_one(
    database: Database, talkers: Sequence[Talker], batch: Batch, sought: Sought
) -> Outcome:
    """Look through a stretch of one agent's messages: there may be any number."""
    (place,) = batch.places
    found = find_some(database, talkers[place].id, text_target(sought), batch.after)
    hits = _with_lines(database, {place: found.keys} if found.keys else {}, sought)
    rest = None if found.last is None else replace(batch, after=found.last)
    return Outcome(hits, rest, found.too_slow)


def _with_lines(
    database: Database, by_agent: dict[int, list[Key]], sought: Sought
) -> list[AgentHits]:
    firsts = {keys[0]: place for place, keys in by_agent.items()}
    found = []
    for excerpt in database.history.excerpts(list(firsts)):
        place = firsts[excerpt.key]
        message = parse(excerpt)
        texts = [text for block in message.blocks for text in searched(block)]
        line = next(filter(None, (_around(text, sought) for text in texts)), "")
        count = len(by_agent[place])
        found.append(AgentHits(place, count, excerpt.key, message.id, line))
    return found


def _around(text: str, sought: Sought) -> str:
    """Return the text around the first match on one line, empty where there is none."""
    try:
        match = sought.pattern.search(text, timeout=0.1, concurrent=True)
    except TimeoutError:
        return ""
    if match is None:
        return ""
    start = max(match.start() - _BEFORE, 0)
    return ("…" if start else "") + one_line(text[start : start + 2 * _EXCERPT], _EXCERPT)
