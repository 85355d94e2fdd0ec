"""Building an index, and bringing one up to date: every message is read, only news is indexed."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from constellation_db import header
from constellation_db.cancellation import Cancellation
from constellation_db.engine import connect_reading
from constellation_db.errors import DatabaseLocked
from constellation_db.faults import translating
from constellation_db.filelock import held
from constellation_db.schema import chronological_sql
from constellation_db.search_index import evidence, folding, index_file
from constellation_db.search_index.blocks import Block, Known, Said, cut, digest_of

Progress = Callable[[int, int], None]

_BUSY_S = 5.0
# What is left of blocks that are gone takes room: from this share on all is built anew.
_MOST_WASTE = 0.3
_REPORT_EVERY = 2_000  # messages

_AGENTS = "SELECT agent_id FROM agent_history GROUP BY agent_id"
_MESSAGES = (
    f"SELECT {chronological_sql()}, content, tool_calls, tool_results FROM agent_history "  # noqa: S608 - ours
    f"WHERE agent_id = ? ORDER BY {chronological_sql()}, rowid"
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """What came of it: the file and its size, how many messages it knows, how many were new."""

    path: Path
    size: int
    messages: int
    indexed: int
    seconds: float


def refresh(
    store: Path, *, progress: Progress | None = None, cancel: Cancellation | None = None
) -> Indexed:
    """Build the index of a store, or bring the one that is there up to date.

    Reads every message, and indexes what is not indexed yet. `progress` hears (messages read,
    messages in all). Cancelled or failed, it leaves what was there before. Raises the errors of
    `constellation_db.errors`, `DatabaseLocked` where another process is at it.
    """
    began = time.monotonic()
    path = index_file.location(store)
    with translating(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    busy = DatabaseLocked(
        "The search index of {name} is being built by another process.",
        path=path,
        name=store.name,
    )
    lock = index_file.building_lock(path)
    with translating(path), held(lock, _BUSY_S, busy, cancel), header.kept(store):
        fresh = not is_usable(path)
        with _target(path, fresh=fresh) as index, _source(store) as source:
            with nullcontext() if cancel is None else cancel.interrupting(source):
                seen = evidence.when_rested(store, cancel)
                source.execute("BEGIN")
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
                if seen != evidence.of(store):
                    seen = None
                work = _Refreshing(source, index, progress, cancel)
                work.run()
            index_file.set_fact(index, "evidence", seen)
            index_file.set_fact(index, "messages", work.read)
            index_file.set_fact(index, "store", str(store))
    size = path.stat().st_size
    return Indexed(path, size, work.read, work.indexed, time.monotonic() - began)


def is_usable(path: Path) -> bool:
    """Whether an index can be brought up to date rather than built anew."""
    if not path.exists():
        return False
    try:
        with closing(index_file.connect(path, "rw", timeout=_BUSY_S)) as index:
            if not index_file.is_ours(index):
                return False
            docs = (index_file.fact(index, "docs") or 0) + 1
            (live,) = index.execute("SELECT count(*) FROM blocks").fetchone()
            return bool(live / docs >= 1 - _MOST_WASTE or docs < 1_000)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY):
            raise
        return False


@contextmanager
def _source(store: Path) -> Iterator[sqlite3.Connection]:
    with translating(store), closing(connect_reading(store)) as connection:
        yield connection


@contextmanager
def _target(path: Path, *, fresh: bool) -> Iterator[sqlite3.Connection]:
    """Give the index to write on: in one transaction, or in a new file that then takes the name."""
    if not fresh:
        with closing(index_file.connect(path, "rw", timeout=_BUSY_S)) as index:
            index.execute("BEGIN IMMEDIATE")
            yield index
            index.execute("COMMIT")
        return
    partial = index_file.partial(path)
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(index_file.connect(partial, "rw")) as index:
            # Nobody reads it before it is whole.
            index.execute("PRAGMA journal_mode=OFF")
            index.execute("PRAGMA synchronous=OFF")
            index_file.create(index)
            index.execute("BEGIN")
            yield index
            index.execute("COMMIT")
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}-journal").unlink()  # of a killed update: not of this file
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


class _Refreshing:
    """One pass over a store, with what it has to remember."""

    def __init__(
        self,
        source: sqlite3.Connection,
        index: sqlite3.Connection,
        progress: Progress | None,
        cancel: Cancellation | None,
    ) -> None:
        self._source = source
        self._index = index
        self._progress = progress
        self._cancel = cancel
        self._docs = index_file.fact(index, "docs") or 0
        (self._total,) = source.execute("SELECT count(*) FROM agent_history").fetchone()
        self.read = 0
        self.indexed = 0

    def run(self) -> None:
        """Read every message, and leave the index as if it were new."""
        numbers = dict(self._index.execute("SELECT id, number FROM agents"))
        for (agent_id,) in self._source.execute(_AGENTS).fetchall():
            if isinstance(agent_id, str):
                number = numbers.pop(agent_id, None)
                self._take(agent_id, self._number(agent_id) if number is None else number)
        for number in numbers.values():  # they are gone
            self._index.execute("DELETE FROM blocks WHERE agent = ?", (number,))
            self._index.execute("DELETE FROM agents WHERE number = ?", (number,))
        (blocks,) = self._index.execute("SELECT count(*) FROM blocks").fetchone()
        index_file.set_fact(self._index, "docs", self._docs)
        index_file.set_fact(self._index, "blocks", blocks)

    def _number(self, agent_id: str) -> int:
        odd = not agent_id.isprintable()
        row = (agent_id, odd)
        number = self._index.execute("INSERT INTO agents (id, odd) VALUES (?, ?)", row).lastrowid
        assert number is not None
        return number

    def _take(self, agent_id: str, number: int) -> None:
        found = self._index.execute(
            "SELECT doc, first, last, messages, digest FROM blocks WHERE agent = ? ORDER BY last",
            (number,),
        )
        known = [Known(*row) for row in found]
        unmet: dict[object, list[int]] = {}
        for each in known:
            unmet.setdefault(each[1:], []).append(each.doc)
        odd = not agent_id.isprintable()
        for block in cut(self._said(agent_id), known):
            self._tell(block.messages)
            odd = odd or not (_plain(block.first) and _plain(block.last))
            text = block.text
            digest = digest_of(text)
            same = unmet.get((block.first, block.last, block.messages, digest))
            if same:
                same.pop()
            else:
                self._add(number, block, text, digest)
        self._drop([doc for docs in unmet.values() for doc in docs])
        self._index.execute("UPDATE agents SET odd = ? WHERE number = ?", (odd, number))

    def _said(self, agent_id: str) -> Iterator[Said]:
        for time_, *texts in self._source.execute(_MESSAGES, (agent_id,)):
            yield Said(time_, texts)

    def _add(self, agent: int, block: Block, text: str | None, digest: bytes | None) -> None:
        self._docs += 1
        self.indexed += block.messages
        row = (self._docs, agent, block.first, block.last, block.messages, digest)
        self._index.execute("INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?)", row)
        if text is not None:
            self._index.execute(
                "INSERT INTO pieces (rowid, text) VALUES (?, ?)", (self._docs, folding.folded(text))
            )

    def _drop(self, docs: Sequence[int]) -> None:
        self._index.executemany("DELETE FROM blocks WHERE doc = ?", [(doc,) for doc in docs])

    def _tell(self, messages: int) -> None:
        before, self.read = self.read, self.read + messages
        if self._cancel is not None:
            self._cancel.check()
        if self._progress is not None and before // _REPORT_EVERY != self.read // _REPORT_EVERY:
            self._progress(min(self.read, self._total), self._total)


def _plain(time_: str) -> bool:
    """Whether a time can be asked for as it is: no byte of it was replaced in reading."""
    return time_.isascii() and time_.isprintable()
