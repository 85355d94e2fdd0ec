"""How many messages each mode of a transcript shows, counted when somebody asks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from constellation_db import Database, Key, MessageKind
from constellation_gui.models.key_windows import read_later
from constellation_gui.models.lane import Lane
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.queries import Runner

_COUNTED = {Mode.CONVERSATION: MessageKind.SAID, Mode.TOOLS: MessageKind.CALLS}
_ORDER = (Mode.EVERYTHING, Mode.CONVERSATION, Mode.TOOLS, Mode.ERRORS)


class KindCounts(QObject):
    """Counts of one agent's messages; `changed` tells that one grew or is final."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._lane = Lane(queries)
        self._agent_id: str | None = None
        self._counts: dict[Mode, int] = {}
        self._final: set[Mode] = set()

    def of(self, mode: Mode) -> tuple[int | None, bool]:
        """Return how many there are as far as known, and whether that is final."""
        return self._counts.get(mode), mode in self._final

    def forget(self) -> None:
        """Another agent is shown."""
        self.outdate()
        self._counts.clear()
        self.changed.emit()

    def outdate(self) -> None:
        """There are more messages than were counted: begin again when somebody asks."""
        self._lane.cancel()
        self._agent_id = None
        self._final.clear()

    def count(self, agent_id: str) -> None:
        """Count what is not counted yet; what was counted before is known until then."""
        if agent_id != self._agent_id:
            self._agent_id = agent_id
            self._go_on()

    def _go_on(self) -> None:
        mode = next((each for each in _ORDER if each not in self._final), None)
        if mode is Mode.ERRORS:
            self._count_errors(None)
        elif mode is not None:
            self._run(mode)

    def _run(self, mode: Mode) -> None:
        def deliver(count: int) -> None:
            self._counts[mode] = count
            self._final.add(mode)
            self.changed.emit()
            self._go_on()

        work = partial(_count, self._queries.database, self._agent_id or "", mode)
        self._lane.run(work, deliver=deliver, failed=self.failed.emit)

    def _count_errors(self, after: Key | None) -> None:
        def deliver(found: tuple[int, Key | None]) -> None:
            count, last = found
            before = 0 if after is None else self._counts.get(Mode.ERRORS, 0)
            self._counts[Mode.ERRORS] = before + count
            if last is None:
                self._final.add(Mode.ERRORS)
            self.changed.emit()
            if last is not None:
                self._count_errors(last)

        work = partial(_errors_after, self._queries.database, self._agent_id or "", after)
        self._lane.run(work, deliver=deliver, failed=self.failed.emit)


def _count(database: Database, agent_id: str, mode: Mode) -> int:
    kind = _COUNTED.get(mode)
    if kind is None:
        return database.history.count_by_agent(agent_id)
    return database.history.count_of_kind(agent_id, kind)


def _errors_after(database: Database, agent_id: str, after: Key | None) -> tuple[int, Key | None]:
    """Return how many of the next messages are errors, and from where to go on."""
    window = read_later(database, agent_id, after, mode=Mode.ERRORS)
    return len(window.keys), None if window.to_last else window.end
