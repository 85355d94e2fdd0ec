"""Cancelling stops a statement in flight and every later one, and leaves everybody else alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from constellation_db import Cancellation, Cancelled, Database
from tests.builders import agent, message, project, write
from tests.db.facts import query

# Each of these compares a long pattern at every place of a long text that almost holds it: the
# whole search would take many seconds, a message a fraction of one.
TEXT = "a" * 20_000
TERM = "a" * 10_000 + "b"
MESSAGES = 100
LONG_S = 20


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.fixture
def slow(db: Database) -> Database:
    someone = project(id="p")
    mine = agent(someone, id="a")
    rows = [message(mine, content=TEXT) for _ in range(MESSAGES)]
    write(db.path, projects=[someone], agents=[mine], agent_history=rows)
    return db


def search(db: Database, cancellation: Cancellation, began: threading.Event) -> object:
    with db.cancellable(cancellation):
        began.set()
        return db.history.search_by_content("a", TERM)


def test_a_long_statement_is_interrupted(slow: Database, pool: ThreadPoolExecutor) -> None:
    cancellation, began = Cancellation(), threading.Event()
    job: Future[object] = pool.submit(search, slow, cancellation, began)
    assert began.wait(LONG_S)
    time.sleep(0.2)  # into the statement; wherever it is by then, it must end
    assert not job.done()
    began_to_cancel = time.monotonic()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        job.result(timeout=LONG_S)
    assert time.monotonic() - began_to_cancel < LONG_S / 4
    assert slow.history.count() == MESSAGES


def test_a_cancel_that_comes_just_before_the_statement_is_not_missed(
    slow: Database, pool: ThreadPoolExecutor
) -> None:
    for _ in range(5):
        cancellation, began = Cancellation(), threading.Event()
        job: Future[object] = pool.submit(search, slow, cancellation, began)
        assert began.wait(LONG_S)
        cancellation.cancel()
        with pytest.raises(Cancelled):
            job.result(timeout=LONG_S)


def test_others_go_on(slow: Database, pool: ThreadPoolExecutor) -> None:
    """Of two searches one is cancelled; its connection serves the next caller as if new."""
    mine, other = Cancellation(), Cancellation()
    events = threading.Event(), threading.Event()
    cancelled: Future[object] = pool.submit(search, slow, mine, events[0])
    going: Future[object] = pool.submit(search, slow, other, events[1])
    for event in events:
        assert event.wait(LONG_S)
    mine.cancel()
    with pytest.raises(Cancelled):
        cancelled.result(timeout=LONG_S)
    for _ in range(20):
        assert len(slow.history.find_by_agent_id("a")) == MESSAGES
    assert not going.done()
    other.cancel()
    with pytest.raises(Cancelled):
        going.result(timeout=LONG_S)


def test_nothing_starts_after_a_cancel(db: Database) -> None:
    cancellation = Cancellation()
    assert not cancellation.cancelled
    with db.cancellable(cancellation):
        assert db.projects.count() == 0
        cancellation.cancel()
        assert cancellation.cancelled
        for work in (
            db.projects.count,
            lambda: db.projects.create(name="n", prompt_path="p"),
            db.projects.get_stats,
            lambda: db.events.create_many([{"type": "x"}]),
        ):
            with pytest.raises(Cancelled):
                work()
    with pytest.raises(Cancelled), db.cancellable(cancellation):
        pytest.fail("what is cancelled does not begin")
    assert db.projects.count() == 0
    assert db.events.count() == 0


def test_a_cancelled_transaction_leaves_nothing(db: Database) -> None:
    cancellation = Cancellation()

    def work() -> None:
        with db.cancellable(cancellation), db.transaction():
            db.events.create(type="first")
            cancellation.cancel()
            db.events.create(type="second")

    with pytest.raises(Cancelled):
        work()
    assert query(db.path, "SELECT type FROM events") == []
    db.events.create(type="third")
    assert query(db.path, "SELECT type FROM events") == [("third",)]


def test_a_cancelled_snapshot_ends(db: Database) -> None:
    cancellation = Cancellation()

    def work() -> None:
        with db.cancellable(cancellation), db.snapshot():
            db.events.count()
            cancellation.cancel()
            db.events.count()

    with pytest.raises(Cancelled):
        work()
    db.events.create(type="x")
    assert db.events.count() == 1


def test_one_cancellation_may_stand_within_another(db: Database) -> None:
    outer, inner = Cancellation(), Cancellation()
    with db.cancellable(outer):
        with db.cancellable(inner):
            inner.cancel()
            with pytest.raises(Cancelled):
                db.projects.count()
        assert db.projects.count() == 0
    assert db.projects.count() == 0
