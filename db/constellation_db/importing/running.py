"""Imports session files: what each has more than last time, batch by batch."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from constellation_db.cancellation import Cancellation
from constellation_db.errors import Cancelled, MigrationFailed
from constellation_db.importing.batch import Batch
from constellation_db.importing.lines import Line
from constellation_db.importing.message_rows import Added
from constellation_db.importing.prices import PriceList, installed
from constellation_db.importing.reasons import NO_OBJECT, UNFINISHED, UNREADABLE, because, parted
from constellation_db.importing.source import LEFT_OUT, Found, Source
from constellation_db.importing.standing import DOCUMENT, HEAD, goes_on, head
from constellation_db.importing.storing import Position
from constellation_db.importing.writing import Part, Writing

if TYPE_CHECKING:
    from constellation_db.database import Database
    from constellation_db.importing.source import Reader

# What is read before it is written: enough to make a transaction cheap, little enough to keep, and
# that whoever else writes waits for no more than a tenth of a second.
_BATCH_LINES = 4_000
_BATCH_BYTES = 8 << 20
_BUFFER = 1 << 20  # bytes
_MANY = 20  # files, of which it pays to know at once which are noted
_MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was skipped, or kept as something else, and why; line 0 is the whole file."""

    path: Path
    line: int
    reason: str


@dataclass(slots=True)
class Summary:
    """What an import did: `sessions` and `files` with something new, `size` the bytes read.

    `skipped` counts reasons; `problems` names the first thousand lines. `stopped` says that it was
    cancelled: what was imported by then is whole.
    """

    sessions: int = 0
    files: int = 0
    lines: int = 0
    size: int = 0
    added: Added = field(default_factory=Added)
    left_out: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    stopped: bool = False

    def problem(self, path: Path, line: int, reason: str) -> None:
        """Count a problem by its kind, and remember where it was."""
        self.skipped[parted(reason)[0]] += 1
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(path, line, reason))


def import_files(
    database: Database,
    found: Sequence[Found],
    sources: Mapping[str, Source],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancel: Cancellation | None = None,
    prices: PriceList | None = None,
) -> Summary:
    """Import what `found` files hold beyond what was imported before; importing twice adds nothing.

    `progress` hears (bytes, bytes in all). Costs that are not told are estimated by `prices`, or by
    the list that is installed. A file that cannot be read is a problem of the summary.
    Raises `MigrationFailed` where the store could not be made ready, and the errors of writing.
    """
    _check_ready(database)
    summary = Summary()
    cancel = cancel or Cancellation()
    total = sum(file.size for file in found)
    done = 0

    def heard(place: int) -> None:
        if progress is not None:
            progress(min(done + place, total), total)

    writing = Writing(database, prices or installed(), cancel, _BATCH_LINES)
    noted = database.imports.positions() if len(found) >= _MANY else None
    try:
        for file in found:
            work = _File(database, file, sources[file.source], summary, writing)
            if noted is not None:
                work.is_new = str(file.path.absolute()) not in noted
            work.read(heard)
            done += file.size
        writing.flush()
    except Cancelled:
        summary.stopped = True
    summary.added = writing.added
    return summary


def _check_ready(database: Database) -> None:
    if {"017_imports", "018_import_changes"} <= set(database.migration_status().applied):
        return
    cause = database.migration_problem
    raise MigrationFailed(
        "{path} is not ready for an import; run 'constellation-db migrate' at a quiet "
        "time with --no-time-limit.",
        path=database.path,
    ) from cause


class _File:
    """One file on its way into the store."""

    def __init__(
        self,
        database: Database,
        found: Found,
        source: Source,
        summary: Summary,
        writing: Writing,
    ) -> None:
        self._database = database
        self._found = found
        self._source = source
        self._grows = True
        self.is_new = False  # nothing is noted of it in the store
        self._summary = summary
        self._writing = writing

    def read(self, progress: Callable[[int], None]) -> None:
        """Import what is new in it."""
        path = self._found.path
        try:
            with path.open("rb", buffering=_BUFFER) as file:
                position = self._position(file)
                if os.fstat(file.fileno()).st_size > position.place:
                    self._read_on(file, position, progress)
        except OSError as error:
            self._summary.problem(path, 0, because(UNREADABLE, error.strerror))

    def _position(self, file: BinaryIO) -> Position:
        """Return where to go on: at the beginning if another file has this name now."""
        key = str(self._found.path.absolute())
        known = None if self.is_new else self._database.imports.position(key)
        self._grows = self._source.grows(file)
        if known is not None and goes_on(file, known, grows=self._grows) and self._is_there(known):
            return known
        size = os.fstat(file.fileno()).st_size
        return Position(key, self._source.name, head(file, min(size, HEAD)))

    def _is_there(self, known: Position) -> bool:
        """Whether the store still has the agent of a file; somebody may have deleted it."""
        agent = known.state.get("own") or known.state.get("root")
        return agent is None or self._database.imports.project_of(agent) is not None

    def _read_on(self, file: BinaryIO, position: Position, progress: Callable[[int], None]) -> None:
        begun = position.place
        file.seek(begun)
        state = position.state if self._grows else {}
        reader = self._source.reader(self._found, state, self._writing)
        batch, count, size = Batch(), 0, 0
        whole = os.fstat(file.fileno()).st_size
        for line in self._source.lines(file, position.line):
            self._take(line, reader, batch)
            if line.unfinished:
                break
            if self._grows:
                # Where only the line end is missing, that still belongs to this line.
                position.place, position.line = line.end, line.number - (not line.ended)
            count += 1
            size += line.size
            if count >= _BATCH_LINES or size >= _BATCH_BYTES:
                self._put(batch, reader, position, count, size)
                self._writing.flush()
                batch, count, size = Batch(), 0, 0
                progress(line.end)
        if not self._grows:
            position.place, position.line, position.state = whole, DOCUMENT, reader.state
        if position.place > begun:
            self._put(batch, reader, position, count, size, begun)
        progress(position.place)

    def _put(
        self,
        batch: Batch,
        reader: Reader,
        position: Position,
        lines: int,
        size: int,
        begun: int | None = None,
    ) -> None:
        """Have rows written; together with the last of a file, which `begun` says where it began,
        what is to be done once for it: a file that is known to its end is not read again.
        """
        if self._grows:  # others are read from the beginning again if they were not read to the end
            position.state = reader.state
        if begun is None:
            self._writing.put(Part(batch, position, lines, size))
            return
        # A sub-agent in a file of its own may have started others.
        agents = (reader.state.get(name) for name in ("root", "own"))
        settled = tuple(agent for agent in agents if isinstance(agent, str))
        self._writing.put(
            Part(batch, position, lines, size, settled, partial(self._count, position, begun))
        )

    def _count(self, position: Position, begun: int) -> None:
        self._summary.files += 1
        self._summary.sessions += self._found.session
        self._summary.size += position.place - begun

    def _take(self, line: Line, reader: Reader, batch: Batch) -> None:
        path = self._found.path
        if line.record is None:
            reason = UNFINISHED if line.unfinished else NO_OBJECT
            self._summary.problem(path, line.number, reason)
            return
        self._summary.lines += 1
        verdict = reader.take(line.record, line.number, batch)
        if verdict == LEFT_OUT:
            self._summary.left_out += 1
        elif verdict is not None:
            self._summary.problem(path, line.number, verdict)
