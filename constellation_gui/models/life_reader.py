"""Keeps the lives of the agents that are shown, and reads again what may have changed."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from constellation_gui.models.lane import Lane
from constellation_gui.models.lives import Life, read_lives
from constellation_gui.queries import Runner

# Following a writer, the lives must not be all that is read.
_REST_MS = 500


class LifeReader(QObject):
    """The lives of a project's agents, by id; they come after the agents, who never wait for them.

    `arrived` gives the ids of the agents whose lives were read, None for all; `failed` the world's
    faults.
    """

    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lives: dict[str, Life] = {}
        self._span: tuple[int, int] | None = None
        self._database = queries.database
        self._reading = Lane(queries)
        self._project_id: str | None = None
        self._all = False
        self._some: set[str] = set()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._read)

    def show(self, project_id: str | None) -> None:
        """Forget the lives of one project; those of another are read when they are asked for."""
        self._reading.cancel()
        self._rest.stop()
        self._project_id = project_id
        self._all, self._some = False, set()
        self.lives, self._span = {}, None

    def read(self, agent_ids: Collection[str] | None = None) -> None:
        """Read some lives anew, or all; what is asked for meanwhile is read next."""
        if agent_ids is None:
            self._all = True
        else:
            self._some.update(agent_ids)
        if not self._reading.busy and not self._rest.isActive():
            self._read()

    def span(self) -> tuple[int, int] | None:
        """Return from when to when anybody lived, None if that is not known of anybody."""
        return self._span

    def _read(self) -> None:
        if self._project_id is None or not (self._all or self._some):
            return
        ids = None if self._all else frozenset(self._some)
        self._all, self._some = False, set()
        self._reading.run(
            partial(read_lives, self._database, self._project_id, ids),
            deliver=partial(self._arrive, ids),
            failed=self.failed.emit,
        )

    def _arrive(self, ids: frozenset[str] | None, lives: dict[str, Life]) -> None:
        if ids is None:
            self.lives, self._span = lives, None
        else:
            self.lives.update(lives)
        self._widen(lives.values())
        self._rest.start()
        self.arrived.emit(ids)

    def _widen(self, lives: Collection[Life]) -> None:
        """Let the span take in lives; the others' it holds already: they only ever grow."""
        if not lives:
            return
        start = min(life.start for life in lives)
        end = max(life.end for life in lives)
        before = self._span
        self._span = (
            (start, end) if before is None else (min(start, before[0]), max(end, before[1]))
        )
