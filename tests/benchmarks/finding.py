"""Finding text: the first match and all of them, in one conversation and across a project."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from constellation_db import Database, Order
from constellation_gui.models.message_jumps import (
    CALL,
    FAILURE,
    USER,
    Target,
    find,
    find_some,
    text_target,
)
from constellation_gui.models.project_search import Batch, plan, search
from constellation_gui.models.sought import Sought
from tests.benchmarks.measuring import duel, timed
from tests.benchmarks.settings import Settings
from tests.benchmarks.stores import Stores, by_hand
from tests.benchmarks.table import Line, compared

_FIRST_S = 0.2
# Against a plain LIKE, which overlooks BLOBs and what is behind a NUL.
_SCAN_RATIO = 3.0
_JUMP_S = 0.1
_FREQUENT = Sought("error")
_NOWHERE = Sought("qzxv-never-said")
_BY_HAND = (
    "SELECT rowid FROM agent_history WHERE agent_id = ? "
    "AND (content LIKE ? OR tool_calls LIKE ? OR tool_results LIKE ?)"
)
_ANOTHERS = (
    "SELECT content FROM agent_history WHERE agent_id <> ? AND role = 'tool' "
    "AND rowid > (SELECT max(rowid) * 9 / 10 FROM agent_history) AND length(content) > 20 LIMIT 1"
)
_EXPRESSION = Sought(r"store_\d+\.json", is_expression=True)


def finding(settings: Settings) -> Iterator[Line]:
    """Find frequent and rare text, and the next message of a kind, in the longest conversation."""
    stores = settings.stores
    rounds = settings.rounds
    agent, count = stores.shape.long_agent, stores.shape.longest
    with Database.open(stores.large, read_only=True) as db:
        for name, sought in (
            ("a frequent text", _FREQUENT),
            ("a rare text", _rare(stores)),
            ("an expression", _EXPRESSION),
        ):
            first, whole = _timed(lambda sought=sought: _in_agent(db, agent, sought), rounds)
            yield Line(
                f"first of {name} in {count:,} messages", first, limit=_FIRST_S, absolute=True
            )
            yield Line(f"all of {name} in {count:,} messages", whole)
        with closing(by_hand(stores.large)) as hand:
            result = duel(
                timed(lambda: list(_in_agent(db, agent, _NOWHERE))),
                timed(
                    lambda: hand.execute(_BY_HAND, [agent, *[f"%{_NOWHERE.text}%"] * 3]).fetchall()
                ),
                rounds,
            )
        yield compared(
            f"no match in {count:,} messages", result, "sqlite3, LIKE", limit=_SCAN_RATIO
        )
        middle = db.history.message_keys(agent, limit=count // 2)[-1]
        for target in (USER, CALL, FAILURE):
            for order in Order:
                taken = _median(lambda t=target, o=order: find(db, agent, t, middle, o), rounds)
                way = "next" if order is Order.ASC else "previous"
                yield Line(
                    f"the {way} {target.name} from the middle", taken, limit=_JUMP_S, absolute=True
                )
    yield from _across(stores, rounds)


def _rare(stores: Stores) -> Sought:
    """Return what stands in one message of the longest conversation, beyond its middle."""
    return Sought(f"[{stores.shape.longest * 3 // 5 | 1}]")


def _across(stores: Stores, rounds: int) -> Iterator[Line]:
    """Find in a project that all messages of the large store belong to: read, and by an index."""
    with stores.scratch() as folder:
        path = folder / "one.db"
        shutil.copyfile(stores.large, path)
        with closing(by_hand(path)) as hand:
            hand.execute("UPDATE agents SET project_id = ?", (stores.shape.long_project,))
            (line,) = hand.execute(_ANOTHERS, (stores.shape.long_agent,)).fetchone()
        sought = (
            ("a frequent text", _FREQUENT),
            ("a rare text", _rare(stores)),
            ("a rare text of another agent", Sought(line.strip())),
            ("a text that is nowhere", _NOWHERE),
        )
        where = f"in a project of {stores.messages:,} messages"
        agent = stores.shape.long_agent
        with Database.open(path, read_only=True) as db:
            for name, each in sought:
                first, whole = _timed(
                    lambda each=each: _in_project(db, agent, each),
                    rounds,
                    to_the_end=each is not _FREQUENT,
                )
                if each is not _NOWHERE:
                    # Where only others say it, reading has to come to them; an index knows them.
                    limit = None if "another" in name else _FIRST_S
                    yield Line(f"first of {name} {where}", first, limit=limit, absolute=True)
                if each is _FREQUENT:  # nearly every message has it: most of a minute, each time
                    continue
                yield Line(
                    f"all of {name} {where}", whole,
                    note="one batch after the other; the window has three under way at a time",
                )  # fmt: skip
            yield from _indexed(db, sought, agent, where, rounds)


def _indexed(
    db: Database, sought: Sequence[tuple[str, Sought]], agent: str, where: str, rounds: int
) -> Iterator[Line]:
    index = db.search_index
    index.drop()
    try:
        built = index.refresh()
        yield Line("build a search index", built.messages / built.seconds, "messages/s")
        yield Line("size of a search index", built.size / 1e6, "MB")
        yield Line("read all messages to see that it is current", index.refresh().seconds)
        for name, each in sought:
            first, whole = _timed(
                lambda each=each: _in_project(db, agent, each),
                rounds,
                to_the_end=each is not _FREQUENT,
            )
            work = f"{name} {where}, by the index"
            yield Line(f"first of {work}", first, limit=_FIRST_S, absolute=True)
            if each is not _FREQUENT:
                yield Line(f"all of {work}", whole)
        with closing(by_hand(db.path)) as hand:
            hand.execute("UPDATE projects SET updated_at = updated_at")
        name, each = sought[2]
        first, _whole = _timed(lambda: _in_project(db, agent, each), rounds, to_the_end=False)
        yield Line(
            f"first of {name} {where}, by an index that is behind", first,
            note="messages are all read then, those first in which it may stand",
        )  # fmt: skip
    finally:
        index.drop()


def _in_agent(db: Database, agent: str, sought: Sought) -> Iterator[object]:
    """Give a value for each stretch in which something was found, as the window does."""
    target: Target = text_target(sought)
    after = None
    while True:
        found = find_some(db, agent, target, after)
        if found.keys:
            yield found
        after = found.last
        if after is None:
            return


def _in_project(db: Database, agent: str, sought: Sought) -> Iterator[object]:
    """Give a value for each batch in which something was found, after the agent that is shown."""
    yield from _in_agent(db, agent, sought)
    made = plan(db, agent, sought, below=False)
    assert made is not None
    waiting = made.batches[::-1]
    while waiting:
        batch: Batch = waiting.pop()
        outcome = search(db, made.talkers, batch, sought)
        if outcome.rest is not None:
            waiting.append(outcome.rest)
        if outcome.hits:
            yield outcome


def _timed(
    work: Callable[[], Iterator[object]], rounds: int, *, to_the_end: bool = True
) -> tuple[float, float]:
    """Return how long the first result takes (all, if there is none), and all; medians.

    Not `to_the_end`, both are the first.
    """
    firsts, wholes = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        results = work()
        next(results, None)
        firsts.append(time.perf_counter() - began)
        if to_the_end:
            for _result in results:
                pass
        wholes.append(time.perf_counter() - began)
    return statistics.median(firsts), statistics.median(wholes)


def _median(work: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
