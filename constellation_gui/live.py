"""Notices that another process wrote to the store, or took its file away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from constellation_db import (
    EVERYTHING,
    Changes,
    ConstellationError,
    Database,
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNotFound,
    Mark,
)
from constellation_gui.queries import Runner, Ticket
from constellation_gui.wording import tr


class Following(StrEnum):
    """Whether the window follows the store."""

    LIVE = "live"
    PAUSED = "paused"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Observation:
    """A store at one moment: which file it is, and a number that changes with every commit."""

    file: tuple[int, int]
    version: int


def observe(database: Database) -> Observation:
    """Look at the store; costs one small statement. Raises the world's faults."""
    status = database.path.stat()
    return Observation((status.st_dev, status.st_ino), database.data_version())


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a store: when it was looked at, and up to where it was read.

    `mark` is None until the first look; `torn` says that somebody wrote while it was made, so that
    it may hold more than the observation says.
    """

    observation: Observation
    mark: Mark | None = None
    torn: bool = False


def look(database: Database, before: Seen) -> tuple[Seen, Changes | None]:
    """Look at the store again; the changes are None if there are none.

    Costs one small statement while nobody writes. Raises the world's faults.
    """
    now = observe(database)
    if now.file != before.observation.file:
        return Seen(now), None
    written = now.version != before.observation.version
    if not written and before.mark is not None:
        return before, None
    try:
        mark, changes = database.changes(before.mark)
    except DatabaseCorrupt:  # a page that was summed up is bad: the panes say what cannot be read
        return Seen(now), EVERYTHING if written else None
    seen = Seen(now, mark, torn=observe(database) != now)
    if not written:
        return seen, None
    if changes:
        return seen, changes
    # What is written, but makes no difference that a mark shows, may be anything; unless the mark
    # held it already.
    return seen, None if before.torn else EVERYTHING


class Live(QObject):
    """Looks at the store once in `interval` seconds, off the GUI thread.

    `changed` gives the `Changes` that were committed; `lost` says that the file is gone, replaced
    or unusable, once, until it is found again; `state_changed` what `state` has become.
    """

    changed = Signal(object)
    lost = Signal(object)
    state_changed = Signal(object)

    def __init__(
        self,
        queries: Runner,
        first: Observation,
        *,
        interval: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queries = queries
        self._seen = Seen(first)
        self._ticket: Ticket | None = None
        self.state = Following.LIVE
        self._timer = QTimer(self)
        self.set_interval(interval)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def set_interval(self, interval: float) -> None:
        """Look once in so many seconds from now on."""
        self._timer.setInterval(round(interval * 1000))

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        if self._ticket is not None:
            self._ticket.cancel()

    def pause(self, paused: bool) -> None:
        """Let changes wait, or catch up with them."""
        if paused:
            self.stop()
            self._become(Following.PAUSED)
        elif self.state is Following.PAUSED:
            self._become(Following.LIVE)
            self.start()
            self._look()

    def _look(self) -> None:
        # A look that takes long, behind long queries, must not pile up.
        if self._ticket is None or not self._ticket.active:
            self._ticket = self._queries.run(
                partial(look, self._queries.database, self._seen),
                deliver=self._compare,
                failed=self._explain,
            )

    def _compare(self, found: tuple[Seen, Changes | None]) -> None:
        now, changes = found
        if now.observation.file != self._seen.observation.file:
            self._lose(
                DatabaseNotFound(
                    tr(
                        "{path} was replaced by another file; what is shown is from the one before."
                    ).format(path=self._queries.database.path),
                    path=self._queries.database.path,
                )
            )
            return
        if self.state is Following.LOST:
            changes = EVERYTHING
        self._seen = now
        self._become(Following.LIVE)
        if changes is not None:
            self.changed.emit(changes)

    def _explain(self, error: ConstellationError) -> None:
        if isinstance(error, DatabaseLocked):
            return  # a checkpoint or a migration: the next look will tell
        if isinstance(error, DatabaseNotFound):
            error = DatabaseNotFound(
                tr("{path} is not there any more; what is shown is what was read before.").format(
                    path=self._queries.database.path
                ),
                path=self._queries.database.path,
            )
        self._lose(error)

    def _lose(self, error: ConstellationError) -> None:
        if self.state is not Following.LOST:
            self._become(Following.LOST)
            self.lost.emit(error)

    def _become(self, state: Following) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
