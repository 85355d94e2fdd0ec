"""The transcript: an agent's conversation, and what is said where there is none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from constellation_db import Key
from constellation_gui.delegates.message_inks import Inks
from constellation_gui.delegates.message_pictures import Pictures
from constellation_gui.formatting import exact_count, one_line, short_id
from constellation_gui.models.kind_counts import KindCounts
from constellation_gui.models.message_marks import MessageMarks
from constellation_gui.models.sought import Sought
from constellation_gui.models.spawning import Parent
from constellation_gui.models.threads import Threads
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.models.transcript_model import Showing, TranscriptModel
from constellation_gui.queries import Runner
from constellation_gui.views import message_accessible
from constellation_gui.views.find_bar import FindBar, Scope
from constellation_gui.views.found_elsewhere import FoundElsewhere
from constellation_gui.views.go_to_bar import GoToBar
from constellation_gui.views.going_to import GoingTo
from constellation_gui.views.mark_strip import MarkStrip
from constellation_gui.views.message_list import MessageList
from constellation_gui.views.message_menu import MessageMenu
from constellation_gui.views.message_rows import Extras, FoldMode
from constellation_gui.views.message_ways import MessageWays
from constellation_gui.views.mode_button import ModeButton
from constellation_gui.views.new_messages_pill import NewMessagesPill
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.views.state_stack import StateStack
from constellation_gui.views.transcript_jumps import TranscriptJumps
from constellation_gui.wording import tr

_LONGEST_NAME = 32  # characters of the parent's name
_POSITIONS = 1_000  # agents of which is known where they were left
_NONE = {
    Mode.CONVERSATION: tr("Nothing was said here"),
    Mode.TOOLS: tr("No tool was called"),
    Mode.ERRORS: tr("No tool failed"),
}


class TranscriptView(QWidget):
    """One agent's messages.

    `message_chosen` gives the id of the message that the person went to; `output_requested` the
    path of a file that a tool call wrote and the time of the call, when the version that came of it
    is asked for; `place_chosen` a `Place` elsewhere, of which only a part may be known;
    `search_slow` tells that a search takes long.
    """

    message_chosen = Signal(str)
    failed = Signal(object)
    output_requested = Signal(str, str)
    place_chosen = Signal(object)
    export_wanted = Signal()
    search_slow = Signal()

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript-view")
        self.setAccessibleName(tr("Transcript"))
        self._asked: tuple[Sought | None, Scope] = (None, Scope.AGENT)
        self._left: dict[str, str] = {}  # agents and the messages at the top, last left last
        self.model = TranscriptModel(queries, self)
        extras = Extras(Pictures(queries, self), Inks(queries, self), Threads(queries, self))
        self.messages = MessageList(self.model, extras, self)
        self._menu = MessageMenu(queries, self.messages)
        self._ways = MessageWays(queries, self.messages)
        self._header = PaneHeader("", self)
        self._find_bar = FindBar(self)
        self._jumps = TranscriptJumps(queries, self.messages, self._find_bar)
        self._elsewhere = FoundElsewhere(queries, self)
        self._marks = MessageMarks(queries, self._jumps.matches, self)
        self._go_to_bar = GoToBar(self)
        self._going_to = GoingTo(self.messages, self._go_to_bar)
        self._pill = NewMessagesPill(self.messages)
        self._stack = StateStack(self._beside_strip(), self)
        self._parent = self._header.add_button(
            "agent", tr("Go to the call that started this agent"), self._ways.go_to_parent
        )
        self._parent.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._counts = KindCounts(queries, self)
        self._mode = ModeButton(self._counts, self._header)
        self._header.add_widget(self._mode)
        # What was at the top when another mode was chosen, and what came to the top then.
        self._turned_from: tuple[Key, int] | None = None
        self._turned_to: tuple[Key, int] | None = None
        self._buttons = [
            self._header.add_button(drawing, tip, partial(self._fold_all, mode))
            for drawing, tip, mode in (
                ("expand-all", tr("Unfold all"), FoldMode.OPEN),
                ("collapse-all", tr("Fold all"), FoldMode.FOLDED),
            )
        ]
        self.setFocusProxy(self.messages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._find_bar)
        column.addWidget(self._elsewhere)
        column.addWidget(self._go_to_bar)
        column.addWidget(self._stack, 1)
        extras.threads.failed.connect(self.failed)
        self._wire()
        self._show_parent(None)
        self._show_state()

    def _wire(self) -> None:
        """Connect what the parts announce with what others do about it."""
        self.model.failed.connect(self.failed)
        self._menu.failed.connect(self.failed)
        self._jumps.failed.connect(self.failed)
        self._marks.failed.connect(self.failed)
        self._elsewhere.failed.connect(self.failed)
        self._elsewhere.place_chosen.connect(self.place_chosen)
        self._elsewhere.slow.connect(self.search_slow)
        self._jumps.sought_changed.connect(self._seek_elsewhere)
        self._find_bar.scope_changed.connect(lambda: self._seek_elsewhere(self._jumps.sought))
        self._ways.failed.connect(self.failed)
        self._ways.told.connect(self._describe)
        self._ways.output_requested.connect(self.output_requested)
        self._ways.place_chosen.connect(self.place_chosen)
        self._ways.parent_known.connect(self._show_parent)
        self._menu.export_wanted.connect(self.export_wanted)
        self._menu.way_chosen.connect(self._ways.go)
        self._menu.raw_wanted.connect(self._ways.show_raw)
        self._jumps.told.connect(self._describe)
        self.messages.chosen.connect(lambda _row: self._describe())
        self.model.showing_changed.connect(self._show_state)
        self.model.rowsInserted.connect(lambda: self._describe())
        self.messages.chosen.connect(self._announce)
        self.messages.selection.currentRowChanged.connect(self._read_out)
        self._mode.chosen.connect(self.show_mode)
        self._mode.counts_wanted.connect(self._count)
        self._counts.failed.connect(self.failed)
        self.messages.modes_wanted.connect(self._mode.open)
        self.model.located.connect(self._note_turn)
        self._stack.next_step.connect(self._take_next_step)
        self._stack.retry.connect(self.refresh)

    def show_agent(self, agent_id: str | None, message_id: str | None = None) -> None:
        """Show an agent's messages where they were left, from the first on, or around one."""
        if agent_id != self.model.agent_id or agent_id is None:
            self._note_position()
            returning = message_id is None and agent_id in self._left
            self.messages.returning = 0 if returning else None
            self._counts.forget()
            if message_id is not None:  # what is asked for is seen, whatever kind it is
                self._note_mode(Mode.EVERYTHING)
            self.model.show(agent_id, message_id or self._left.get(agent_id or ""))
        elif message_id is not None:
            self.model.locate(message_id)

    def show_mode(self, mode: Mode) -> None:
        """Show another choice of the messages; the one at the top stays there if it is among them.

        Going back to where nothing was scrolled meanwhile finds exactly what was there.
        """
        at_top = self.messages.place_at_top()
        if self._turned_from is not None and self._turned_to == at_top:
            at_top = self._turned_from
        self._note_mode(mode)
        self._turned_from = at_top
        y = at_top[1] if at_top is not None else 0
        self.messages.returning = y if mode is Mode.EVERYTHING else max(y, 0)
        self.model.show_mode(mode, at_top[0] if at_top is not None else None)

    def _note_mode(self, mode: Mode) -> None:
        self.model.mode = self.messages.rows.mode = mode
        self._mode.show_mode(mode)
        self._turned_from = self._turned_to = None

    def _note_turn(self) -> None:
        if self._turned_from is not None and self._turned_to is None:
            self._turned_to = self.messages.place_at_top()

    def refresh(self) -> None:
        """Another process wrote: read the messages after the last one, and move nothing."""
        self._counts.outdate()
        self.model.refresh()

    def outdate(self) -> None:
        """Another process changed messages: read those that are shown again."""
        self.model.outdate()

    def _seek_elsewhere(self, sought: Sought | None) -> None:
        """Look for it in other agents' messages, unless that was done from another agent."""
        agent, scope = self.model.agent_id, self._find_bar.scope
        asked = (sought, scope)
        if asked != self._asked or not self._elsewhere.follow(agent):
            self._asked = asked
            self._elsewhere.seek(agent, sought, scope)

    def _beside_strip(self) -> QWidget:
        """Put the messages and the strip beside each other."""
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.messages, 1)
        row.addWidget(MarkStrip(self._marks, self.messages, pair))
        pair.setFocusProxy(self.messages)
        return pair

    def _note_position(self) -> None:
        """Remember the message at the top, for when the person comes back to this agent."""
        agent, top = self.model.agent_id, self.messages.message_at_top()
        if agent is not None:
            self._left.pop(agent, None)
            if top is not None:
                self._left[agent] = top
            for oldest in list(self._left)[:-_POSITIONS]:
                del self._left[oldest]

    # -- States ------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        showing = self.model.showing
        if showing is Showing.MESSAGES:
            self._stack.show_content()
        elif showing is Showing.LOADING:
            self._stack.show_content()
            self._stack.show_loading(tr("Reading the messages…"))
        elif showing is Showing.EMPTY:
            self._stack.show_empty(
                tr("No messages were recorded for this agent"),
                tr(
                    "Many runs record projects and agents only. Messages appear here as soon as a "
                    "run writes them; the Events tab may tell what the agent did."
                ),
                tr("Look again"),
            )
        elif showing is Showing.NONE_OF_KIND:
            self._stack.show_empty(
                _NONE[self.model.mode],
                tr("Other messages of this agent are not shown."),
                tr("Show everything"),
            )
        elif showing is Showing.FAILED and self.model.error is not None:
            self._stack.show_failure(tr("The messages could not be read"), self.model.error)
        else:
            self._stack.show_empty(
                tr("No agent chosen"), tr("Choose one to read what it was told, and what it did.")
            )
        self._describe()

    def _describe(self, note: str = "") -> None:
        count = self.model.rowCount()
        title = tr("{count} message(s)", "", count)
        if self.model.mode is not Mode.EVERYTHING:
            title = tr("{count} message(s) shown", "", count)
        known = f"{exact_count(count)}{'' if self.model.complete else '…'}"
        title = title.format(count=known) if count else tr("Transcript")
        self._header.set_title(f"{title} · {note}" if note else title)
        for button in self._buttons:
            button.setVisible(count > 0)
        self._mode.setVisible(count > 0 or self.model.mode is not Mode.EVERYTHING)

    def _show_parent(self, parent: Parent | None) -> None:
        self._parent.setVisible(parent is not None)
        if parent is not None:
            name = one_line(parent.name, _LONGEST_NAME) or short_id(parent.id)
            said = tr("Spawned by {name}").format(name=name)
            self._parent.setText(f" {said}".replace("&", "&&"))

    # -- The person --------------------------------------------------------------------------------

    def _fold_all(self, mode: FoldMode) -> None:
        folds = self.messages.rows.folds
        self.messages.set_all_folds(FoldMode.NATURAL if folds.mode is mode else mode)

    def _count(self) -> None:
        if self.model.agent_id is not None:
            self._counts.count(self.model.agent_id)

    def _take_next_step(self) -> None:
        if self.model.showing is Showing.NONE_OF_KIND:
            self.show_mode(Mode.EVERYTHING)
        else:
            self.refresh()

    def _read_out(self, current: QModelIndex) -> None:
        if current.isValid():
            message_accessible.announce(self.messages, current.row())

    def _announce(self, row: int) -> None:
        loaded = self.model.loaded(row)
        if loaded is not None:
            self.message_chosen.emit(loaded.message.id)
