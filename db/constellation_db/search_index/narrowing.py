"""Asking an index where a text may stand."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from constellation_db.errors import Cancelled
from constellation_db.faults import translate
from constellation_db.search_index import evidence, folding, index_file

# Beyond this a text is so frequent that reading finds it at once, and nothing is left out.
_MOST_SPANS = 20_000
_FEW = 64
_MOST_OF_ALL = 0.5
_REMEMBERED = 32

# More agents are picked from what was found rather than asked for.
_MANY_AGENTS = 500

_ANYONE = "TRUE"
_THESE = "agent IN (SELECT number FROM agents WHERE id IN (SELECT value FROM json_each(:agents)))"
_SPAN = "agents.id, blocks.first, blocks.last, blocks.messages"
_ODD = "SELECT id FROM agents WHERE odd"

# Lets what runs on a connection be cancelled inside: `Session.interrupting`.
Interrupting = Callable[[sqlite3.Connection], AbstractContextManager[None]]


class Span(NamedTuple):
    """Messages of an agent: the times of the first and the last of them, both included."""

    first: str
    last: str
    messages: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Where a text may stand: spans by agent, in order.

    All messages of `odd` agents are to be looked at. Where it is not `certain`, the text may stand
    elsewhere, too.
    """

    spans: dict[str, list[Span]]
    odd: frozenset[str]
    certain: bool


class Likely(NamedTuple):
    """In whose messages something may stand: how many are to be looked at, None for all, by id.

    `certain` says that it stands nowhere else.
    """

    messages: dict[str, int | None]
    certain: bool


class _Answer(NamedTuple):
    """What an index said, None if it is of no use, and of which store."""

    spans: dict[str, list[Span]] | None
    odd: frozenset[str]
    evidence: Any


_NO_USE = _Answer(None, frozenset(), None)


class Narrowing:
    """The index of one store, as far as there is one. Safe to use from several threads."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._path = index_file.location(store)
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] | None = None
        self._idle: list[sqlite3.Connection] = []
        self._remembered: OrderedDict[tuple[str, str], _Answer] = OrderedDict()

    def narrowed(
        self, terms: Sequence[str], agent_ids: Sequence[str], interrupting: Interrupting
    ) -> Narrowed | None:
        """Return where any of the terms may stand in these agents' messages.

        None where the index does not say: there is none, it is damaged or being written, a term is
        too short, or stands nearly everywhere.
        """
        seen = _identity(self._path)
        expression = None if seen is None else folding.expression(terms)
        if seen is None or expression is None:
            return None
        place = (expression, agent_ids[0]) if len(agent_ids) == 1 else None
        answer = None if place is None else self._recalled(seen, place)
        if answer is None:
            answer = self._asked(seen, expression, agent_ids, interrupting)
            if place is not None:
                self._remember(place, answer)
        if answer.spans is None:
            return None
        # Last of all: what is written from now on nobody asked for.
        certain = answer.evidence is not None and answer.evidence == _plain(self._store)
        return Narrowed(answer.spans, answer.odd, certain)

    def is_current(self) -> bool:
        """Whether the index knows the store exactly as it is now."""
        if _identity(self._path) is None:
            return False
        try:
            connection = index_file.connect(self._path, "ro")
            try:
                known = index_file.fact(connection, "evidence")
                return known is not None and known == _plain(self._store)
            finally:
                connection.close()
        except sqlite3.DatabaseError:
            return False

    def close(self) -> None:
        """Close every connection that is not in use."""
        with self._lock:
            self._notice(None)

    def _recalled(self, seen: tuple[int, ...], place: tuple[str, str]) -> _Answer | None:
        with self._lock:
            self._notice(seen)
            return self._remembered.get(place)

    def _remember(self, place: tuple[str, str], answer: _Answer) -> None:
        with self._lock:
            self._remembered[place] = answer
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)

    def _asked(
        self,
        seen: tuple[int, ...],
        expression: str,
        agent_ids: Sequence[str],
        interrupting: Interrupting,
    ) -> _Answer:
        connection = None
        try:
            connection = self._connection(seen)
            with interrupting(connection):
                answer = _ask(connection, expression, agent_ids)
        except sqlite3.DatabaseError as error:
            if connection is not None:
                connection.close()
            fault = translate(error, self._path)
            if isinstance(fault, Cancelled):
                raise fault from error
            return _NO_USE  # whatever is the matter with it: the store knows everything
        except BaseException:
            if connection is not None:
                connection.close()
            raise
        with self._lock:
            if self._seen == seen:
                self._idle.append(connection)
            else:
                connection.close()
        return answer

    def _connection(self, seen: tuple[int, ...]) -> sqlite3.Connection:
        with self._lock:
            self._notice(seen)
            if self._idle:
                return self._idle.pop()
        return index_file.connect(self._path, "ro")

    def _notice(self, seen: tuple[int, ...] | None) -> None:
        """Forget what another file, or another state of it, said."""
        if seen != self._seen:
            self._seen = seen
            self._remembered.clear()
            while self._idle:
                self._idle.pop().close()


def _found(scope: str) -> str:
    # CROSS JOIN keeps the order: the few pieces first.
    return f"""
        SELECT {_SPAN} FROM pieces CROSS JOIN blocks ON doc = pieces.rowid
        JOIN agents ON number = agent WHERE pieces MATCH :expression AND {scope}
        UNION ALL
        SELECT {_SPAN} FROM blocks JOIN agents ON number = agent
        WHERE digest IS NULL AND {scope} LIMIT {_MOST_SPANS + 1}
    """  # noqa: S608 - ours


_FOUND = {scope: _found(scope) for scope in (_ANYONE, _THESE)}
_IN_MOST = """
    SELECT count(*) FROM (SELECT rowid FROM pieces WHERE pieces MATCH :expression LIMIT :most)
"""
_COUNT = {
    scope: f"SELECT count(*) FROM blocks WHERE {scope}"  # noqa: S608 - ours
    for scope in (_ANYONE, _THESE)
}


def _ask(connection: sqlite3.Connection, expression: str, agent_ids: Sequence[str]) -> _Answer:
    connection.execute("BEGIN")
    try:
        if not index_file.is_ours(connection):
            return _NO_USE
        rows = None
        most = max(_FEW, round(index_file.fact(connection, "blocks") * _MOST_OF_ALL))
        asked = {"expression": expression, "most": most}
        if connection.execute(_IN_MOST, asked).fetchone()[0] == most:
            return _NO_USE
        if len(agent_ids) > _MANY_AGENTS:
            rows = _few(connection, _ANYONE, {"expression": expression})
        if rows is None:
            these = {"expression": expression, "agents": json.dumps(agent_ids)}
            rows = _few(connection, _THESE, these)
        if rows is None:
            return _NO_USE
        odd = frozenset(name for (name,) in connection.execute(_ODD))
        known = index_file.fact(connection, "evidence")
    finally:
        connection.execute("ROLLBACK")
    wanted = set(agent_ids)
    spans: dict[str, list[Span]] = {}
    for agent, first, last, messages in sorted(rows):
        if agent in wanted:
            spans.setdefault(agent, []).append(Span(first, last, messages))
    return _Answer(spans, odd, known)


def _few(connection: sqlite3.Connection, scope: str, asked: dict[str, str]) -> list[Any] | None:
    """Return the spans in which it may stand, None if they are too many to be of use."""
    rows = connection.execute(_FOUND[scope], asked).fetchall()
    if len(rows) > _FEW:
        (all_there_are,) = connection.execute(_COUNT[scope], asked).fetchone()
        if len(rows) > min(_MOST_SPANS, all_there_are * _MOST_OF_ALL):
            return None
    return rows


def _identity(path: Path) -> tuple[int, ...] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _plain(store: Path) -> object:
    """Return the store's evidence as JSON gives it back."""
    return json.loads(json.dumps(evidence.of(store)))
