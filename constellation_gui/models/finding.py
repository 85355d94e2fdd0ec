"""All messages of one kind in a conversation, found little by little, from the first one on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from constellation_db import Key
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_jumps import Found, Target, find_some
from constellation_gui.queries import Runner


class Finding(QObject):
    """Finds what a target is of an agent's messages; `grew` tells that more of them are known.

    `keys` are all of those up to `reached`, oldest first; all there are, once `done`.
    """

    grew = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._lane = Lane(queries)
        self._target: Target | None = None
        self._agent_id = ""
        self.keys: list[Key] = []
        self.reached: Key | None = None
        self.done = False
        self.too_slow = False

    @property
    def busy(self) -> bool:
        """Whether more may come."""
        return self._target is not None and not self.done and not self.too_slow

    def start(self, agent_id: str, target: Target) -> None:
        """Look for something else, from the first message on."""
        self.stop()
        self._agent_id, self._target = agent_id, target
        self._go_on()

    def stop(self) -> None:
        """Look for nothing, and forget what was found."""
        self._lane.cancel()
        self._target = self.reached = None
        self.keys = []
        self.done = self.too_slow = False

    def refresh(self, upto: Key) -> None:
        """Messages were written, the last of them at `upto`: look through those that are new."""
        if self.done and (self.reached is None or upto > self.reached):
            self.done = False
            self._go_on(upto)

    def _go_on(self, upto: Key | None = None) -> None:
        assert self._target is not None
        work = partial(
            find_some, self._queries.database, self._agent_id, self._target, self.reached, upto
        )
        self._lane.run(work, deliver=self._add, failed=self.failed.emit)

    def _add(self, found: Found) -> None:
        # What was written since `seen` was read is seen twice.
        known = self.keys[-1] if self.keys else None
        self.keys += (key for key in found.keys if known is None or key > known)
        self.reached = found.last or found.seen or self.reached
        self.too_slow = found.too_slow
        self.done = found.last is None and not found.too_slow
        if self.busy:
            self._go_on()
        self.grew.emit()
