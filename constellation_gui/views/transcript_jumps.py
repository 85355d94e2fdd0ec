"""Going to the next message of a kind, and to where a text was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from constellation_db import Key, Order
from constellation_gui.formatting import exact_count
from constellation_gui.models.finding import Finding
from constellation_gui.models.lane import Lane
from constellation_gui.models.message_jumps import Found, Target, find, text_target
from constellation_gui.models.sought import Sought
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.queries import Runner
from constellation_gui.views.find_bar import FindBar
from constellation_gui.views.message_list import MessageList
from constellation_gui.views.reading_position import ReadingPosition
from constellation_gui.wording import tr

# Typing pauses for longer than this before a search begins.
_PATIENCE_MS = 150
_TOO_SLOW = tr("This expression takes too long; a more exact one is faster.")


class TranscriptJumps(QObject):
    """Jumps among the messages of a list, and finds text in all of them, seen or not.

    `told` gives a sentence when there is nowhere to jump to. `matches` are what is found of the
    text in the bar; `sought_changed` tells that another one is sought, or none.
    """

    told = Signal(str)
    failed = Signal(object)
    sought_changed = Signal(object)

    def __init__(self, queries: Runner, messages: MessageList, bar: FindBar) -> None:
        super().__init__(messages)
        self._queries = queries
        self._messages = messages
        self._model: TranscriptModel = messages.model
        self._bar = bar
        self._jumping = Lane(queries)
        self._position = ReadingPosition(messages)
        self.matches = Finding(queries, self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PATIENCE_MS)
        self._typing.timeout.connect(self._search)
        self.matches.grew.connect(self._tell)
        self.matches.failed.connect(self.failed)
        bar.changed.connect(self._on_typed)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._leave)
        messages.jump_wanted.connect(self.jump)
        messages.find_wanted.connect(self.enter)
        messages.step_wanted.connect(self.step)
        messages.match_shown.connect(self._position.arrived)
        messages.chosen.connect(lambda _row: self._tell())
        self._model.modelReset.connect(self._seek_again)

    @property
    def sought(self) -> Sought | None:
        """What is sought, None while nothing is, or nothing that could be found."""
        return None if self._bar.isHidden() else self._bar.sought or None

    def enter(self) -> None:
        """Open the bar, or go back to it."""
        if self._bar.isHidden():
            self._position.note()
        self._bar.enter()
        if self._bar.sought.text:
            self._typing.start()

    # -- Jumping -----------------------------------------------------------------------------------

    def jump(self, target: Target, step: int) -> None:
        """Go to the next message that is one, from the current one on, or back to the last."""
        self._go(target, step, self._here())

    def _here(self) -> Key | None:
        row = max(self._messages.reached_row(), 0)
        return self._model.key(row) if row < self._model.rowCount() else None

    def _go(self, target: Target, step: int, after: Key | None, *, around: bool = False) -> None:
        agent_id = self._model.agent_id
        if agent_id is None or not self._model.rowCount():
            return
        order = Order.ASC if step > 0 else Order.DESC
        self._jumping.run(
            partial(find, self._queries.database, agent_id, target, after, order),
            deliver=partial(self._arrive, target, step, around),
            failed=self.failed.emit,
        )

    def _arrive(self, target: Target, step: int, around: bool, found: Found) -> None:
        if found.too_slow:
            self._bar.tell("", _TOO_SLOW)
        elif found.keys:
            self._show(target, found.keys[0], step)
        elif around:  # nothing from here on: from the other end
            self._go(target, step, None)
        else:
            none = tr("No {target} below") if step > 0 else tr("No {target} above")
            self.told.emit(none.format(target=target.name))

    def _show(self, target: Target, key: Key, step: int) -> None:
        row = self._model.row_of(key)
        if row is None:
            read = self._model.complete and self._model.mode is not Mode.EVERYTHING
            hidden = tr("The next {target} is not among what is shown")
            hidden = hidden.format(target=target.name)
            self.told.emit(hidden if read else tr("Still reading, try again"))
            return
        self._messages.show_match(row, last=step < 0)
        self._position.arrived()
        self._tell()

    # -- Finding -----------------------------------------------------------------------------------

    def step(self, step: int) -> None:
        """Go to the next place of the text (1) or the one before (-1); past the last, the first."""
        sought = self.sought
        if sought is None:
            self.enter()
            return
        self._position.keep()
        if self._typing.isActive():  # what was typed is not sought yet
            self._search()
        elif not self._messages.step_match(step):
            self._step_to_message(sought, step)

    def _step_to_message(self, sought: Sought, step: int) -> None:
        keys, here = self.matches.keys, self._here()
        if self.matches.done and here is not None:
            if not keys:
                self.told.emit(tr("No match"))
                return
            place = bisect_right(keys, here) if step > 0 else bisect_left(keys, here) - 1
            # What is shown with the message at hand was gone through with it.
            for _ in keys:
                if not self._stands_here(keys[place % len(keys)]):
                    break
                place += step
            self._show(text_target(sought), keys[place % len(keys)], step)
        else:
            self._go(text_target(sought), step, here, around=True)

    def _stands_here(self, key: Key) -> bool:
        row = self._model.row_of(key)
        home = None if row is None else self._model.home(row)
        return home is not None and home[0] == self._messages.current_row()

    def _on_typed(self, sought: Sought) -> None:
        self._bar.tell("", sought.problem or "")
        if sought.problem is None:
            self._typing.start()
        else:
            self._typing.stop()

    def _search(self) -> None:
        self._start_over()
        sought = self.sought
        self._messages.highlight(sought)
        agent_id = self._model.agent_id
        if sought is not None and agent_id is not None:
            here = max(self._messages.current_row(), 0)
            before = self._model.key(here - 1) if 0 < here <= self._model.rowCount() else None
            self._go(text_target(sought), 1, before, around=True)
            self.matches.start(agent_id, text_target(sought))
        self.sought_changed.emit(sought)

    def _tell(self) -> None:
        sought = self.sought
        if sought is None:
            self._bar.tell("", self._bar.sought.problem or "")
            return
        keys, here = self.matches.keys, self._here()
        total = exact_count(len(keys)) + ("…" if self.matches.busy else "")
        count = tr("{count} message(s)", "", len(keys)).format(count=total)
        place = bisect_left(keys, here) if here is not None else len(keys)
        at = place < len(keys) and keys[place] == here
        if at:
            count = tr("{number} of {all}").format(number=exact_count(place + 1), all=count)
        self._bar.tell(count, self._note())

    def _note(self) -> str:
        if self.matches.too_slow:
            return _TOO_SLOW
        share = self._share()
        if not self.matches.busy or share is None:
            return ""
        return tr("Searched {share}").format(share=f"{share:.0%}")

    def _share(self) -> float | None:
        """Return how much of the conversation is looked through, if that can be told."""
        reached, rows = self.matches.reached, self._model.rowCount()
        row = None if reached is None else self._model.row_of(reached)
        return None if row is None or not self._model.complete else (row + 1) / rows

    def _start_over(self) -> None:
        self._typing.stop()
        self._jumping.cancel()
        self.matches.stop()
        self._tell()

    def _seek_again(self) -> None:
        """Another agent's messages come."""
        self._start_over()
        self._position.keep()
        if self.sought is not None:
            self._typing.start()

    def _leave(self) -> None:
        self._start_over()
        self._messages.highlight(None)
        self._position.back()
        self._messages.setFocus()
        self.sought_changed.emit(None)
