"""Imports session files: what each has more than last time, batch by batch."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from constellation_db.cancellation import Cancellation
from constellation_db.errors import Cancelled, MigrationFailed
from constellation_db.importing.batch import Batch
from constellation_db.importing.lines import Line
from constellation_db.importing.message_rows import Added
from constellation_db.importing.prices import PriceList, installed
from constellation_db.importing.source import LEFT_OUT, UNKNOWN, Found, Source
from constellation_db.importing.standing import DOCUMENT, HEAD, goes_on, head
from constellation_db.importing.storing import Position

if TYPE_CHECKING:
    from constellation_db.database import Database
    from constellation_db.importing.source import Reader

# What is read before it is written: enough to make a transaction cheap, little enough to keep.
_BATCH_LINES = 10000
_BATCH_BYTES = 16 << 20
_BUFFER = 1 << 20  # bytes
_MOST_PROBLEMS = 1_000

UNFINISHED = "an unfinished last line"


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
        self.skipped[UNKNOWN if reason.startswith(UNKNOWN) else reason] += 1
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

    try:
        for file in found:
            work = _File(database, file, sources[file.source], summary, cancel)
            work.prices = prices
            work.read(heard)
            done += file.size
    except Cancelled:
        summary.stopped = True
    return summary


def _check_ready(database: Database) -> None:
    if {"017_imports", "018_import_changes"} <= set(database.migration_status().applied):
        return
    cause = database.migration_problem
    raise MigrationFailed(
        f"{database.path} is not ready for an import; run 'constellation-db migrate' at a quiet "
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
        cancel: Cancellation,
    ) -> None:
        self._database = database
        self._found = found
        self._source = source
        self._grows = True
        self.prices: PriceList | None = None
        self._summary = summary
        self._cancel = cancel

    def read(self, progress: Callable[[int], None]) -> None:
        """Import what is new in it."""
        path = self._found.path
        try:
            with path.open("rb", buffering=_BUFFER) as file:
                position = self._position(file)
                if os.fstat(file.fileno()).st_size > position.place:
                    self._read_on(file, position, progress)
        except OSError as error:
            self._summary.problem(path, 0, f"the file cannot be read ({error.strerror})")

    def _position(self, file: BinaryIO) -> Position:
        """Return where to go on: at the beginning if another file has this name now."""
        key = str(self._found.path.absolute())
        known = self._database.imports.position(key)
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
        reader = self._source.reader(self._found, state, self._database.imports)
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
                self._flush(batch, reader, position)
                batch, count, size = Batch(), 0, 0
                progress(line.end)
        if not self._grows:
            position.place, position.line, position.state = whole, DOCUMENT, reader.state
        if position.place > begun:
            # Together: a file that is known to its end is not read again.
            with self._database.transaction():
                self._flush(batch, reader, position)
                self._settle(reader)
            self._summary.files += 1
            self._summary.sessions += self._found.session
            self._summary.size += position.place - begun
        progress(position.place)

    def _take(self, line: Line, reader: Reader, batch: Batch) -> None:
        path = self._found.path
        if line.record is None:
            reason = UNFINISHED if line.unfinished else "no JSON object"
            self._summary.problem(path, line.number, reason)
            return
        self._summary.lines += 1
        verdict = reader.take(line.record, line.number, batch)
        if verdict == LEFT_OUT:
            self._summary.left_out += 1
        elif verdict is not None:
            self._summary.problem(path, line.number, verdict)

    def _flush(self, batch: Batch, reader: Reader, position: Position) -> None:
        self._cancel.check()
        if self._grows:  # others are read from the beginning again if they were not read to the end
            position.state = reader.state
        prices = self.prices or installed()
        self._summary.added += self._database.imports.store(batch, position, prices)

    def _settle(self, reader: Reader) -> None:
        # A sub-agent in a file of its own may have started others.
        for name in ("root", "own"):
            if isinstance(agent := reader.state.get(name), str):
                self._database.imports.settle(agent)
