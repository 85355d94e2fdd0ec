"""Going to the next message of a kind, and to where a text was found."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from constellation_db import Key, Order
from constellation_gui.formatting import exact_count
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_jumps import Target, find, find_all, term_target
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.queries import Runner
from constellation_gui.views.find_bar import FindBar
from constellation_gui.views.message_list import MessageList

# Typing pauses for longer than this before a search begins.
_PATIENCE_MS = 150


class TranscriptJumps(QObject):
    """Jumps among the messages of a list, and finds text in all of them, seen or not.

    `told` gives a sentence when there is nowhere to jump to.
    """

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, messages: MessageList, bar: FindBar) -> None:
        super().__init__(messages)
        self._queries = queries
        self._messages = messages
        self._model: TranscriptModel = messages.model
        self._bar = bar
        self._jumping = Lane(queries)
        self._counting = Lane(queries)
        self._found: list[Key] = []
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PATIENCE_MS)
        self._typing.timeout.connect(self._search)
        bar.changed.connect(self._typing.start)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._leave)
        messages.jump_wanted.connect(self.jump)
        messages.find_wanted.connect(lambda: bar.enter())
        messages.step_wanted.connect(self.step)
        self._model.modelReset.connect(self._seek_again)

    # -- Jumping -----------------------------------------------------------------------------------

    def jump(self, target: Target, step: int) -> None:
        """Go to the next message that is one, from the current one on, or back to the last."""
        self._go(target, step, from_here=False)

    def _go(self, target: Target, step: int, *, from_here: bool) -> None:
        agent_id = self._model.agent_id
        if agent_id is None or not self._model.rowCount():
            return
        row = max(self._messages.reached_row(), 0)
        order = Order.ASC if step > 0 else Order.DESC
        after: Key | None = self._model.key(row)
        if from_here:  # the current message counts
            after = self._model.key(row - 1) if row else None
        self._jumping.run(
            partial(find, self._queries.database, agent_id, target, after, order),
            deliver=partial(self._arrive, target, step),
            failed=self.failed.emit,
        )

    def _arrive(self, target: Target, step: int, key: Key | None) -> None:
        if key is None:
            self.told.emit(f"No {target.name} {'below' if step > 0 else 'above'}")
            return
        row = self._model.row_of(key)
        if row is None:
            read = self._model.complete and self._model.mode is not Mode.EVERYTHING
            hidden = f"The next {target.name} is not among what is shown"
            self.told.emit(hidden if read else "Still reading, try again")
            return
        self._messages.show_match(row)
        self._tell()

    # -- Finding -----------------------------------------------------------------------------------

    def step(self, step: int) -> None:
        """Go to the next match (1) or the one before (-1)."""
        if self._bar.text():
            self._go(term_target(self._bar.text()), step, from_here=False)
        else:
            self._bar.enter()

    def _search(self) -> None:
        term = self._bar.text()
        self._start_over()
        self._messages.highlight(term)
        if term:
            self._go(term_target(term), 1, from_here=True)
            self._count(term, None)

    def _count(self, term: str, after: Key | None) -> None:
        agent_id = self._model.agent_id
        if agent_id is None:
            return
        database = self._queries.database
        self._counting.run(
            partial(find_all, database, agent_id, term_target(term), after),
            deliver=partial(self._add, term),
            failed=self.failed.emit,
        )

    def _add(self, term: str, page: tuple[list[Key], Key | None]) -> None:
        keys, last = page
        self._found += keys
        if last is not None:
            self._count(term, last)
        self._tell()

    def _tell(self) -> None:
        if not self._bar.text():
            self._bar.tell("")
            return
        total = len(self._found)
        noun = "message" if total == 1 else "messages"
        more = "…" if self._counting.busy else ""
        self._bar.tell(f"{exact_count(total)}{more} {noun}")

    def _start_over(self) -> None:
        self._typing.stop()
        self._jumping.cancel()
        self._counting.cancel()
        self._found = []
        self._tell()

    def _seek_again(self) -> None:
        """Another agent's messages come."""
        self._start_over()
        if self._bar.isVisible() and self._bar.text():
            self._typing.start()

    def _leave(self) -> None:
        self._start_over()
        self._messages.highlight("")
        self._messages.setFocus()
