"""Another process that writes to a store without a pause, and remembers how long it had to wait."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from tests.benchmarks.rows import identifier
from tests.benchmarks.stores import by_hand

_INSERT = (
    "INSERT INTO agent_history (id, agent_id, role, content, created_at) "
    "VALUES (?, ?, 'assistant', ?, '2027-01-01T00:00:00.000Z')"
)
# Numbers of generated rows are below.
_FIRST = 1 << 40
_NOTABLE_S = 0.001


@dataclass(slots=True)
class Account:
    """What a writer did: transactions committed, errors, and (begin, seconds) of the slow ones.

    `begin` is on the clock `time.monotonic`, which processes of one machine share.
    """

    written: int = 0
    errors: list[str] = field(default_factory=list)
    waits: list[tuple[float, float]] = field(default_factory=list)

    def longest(self, spans: list[tuple[float, float]]) -> float:
        """Return the longest transaction, in seconds, that overlapped one of the spans."""
        return max(
            (
                wait
                for begin, wait in self.waits
                if any(begin < until and begin + wait > since for since, until in spans)
            ),
            default=0.0,
        )


@contextmanager
def writing(path: Path) -> Iterator[Account]:
    """Let another process write to the store; the account is complete after the block."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_write, args=(path, there))
    process.start()
    account = Account()
    try:
        here.recv()  # it has opened the store
        yield account
        here.send("enough")
        found: Account = here.recv()
        account.written, account.errors, account.waits = found.written, found.errors, found.waits
    finally:
        process.join(10)
        process.kill()


def _write(path: Path, parent: Connection) -> None:
    account = Account()
    agent = identifier("agent", 1)
    with closing(by_hand(path)) as connection:
        parent.send("begun")
        while not parent.poll():
            for _ in range(20):
                begin = time.monotonic()
                try:
                    row = (identifier("message", _FIRST + account.written), agent, "More. " * 50)
                    connection.execute(_INSERT, row)
                except sqlite3.Error as error:
                    account.errors.append(str(error))
                else:
                    account.written += 1
                wait = time.monotonic() - begin
                if wait > _NOTABLE_S:
                    account.waits.append((begin, wait))
    parent.send(account)
