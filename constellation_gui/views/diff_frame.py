"""What every view of differences has: lines, the bar above them, finding, copying, opening."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from constellation_gui import diff_choices, diff_events
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.folding import Folding
from constellation_gui.icons import icon
from constellation_gui.models.diff_layout import (
    STEP,
    Layout,
    folding,
    hunks_of,
    lay_out,
    left_out_at,
    opened_at,
)
from constellation_gui.models.lane import Lane
from constellation_gui.models.seen_texts import explanation
from constellation_gui.notice import Notice, Step
from constellation_gui.queries import Runner
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.diff_bar import DIFF_MODES, DiffBar
from constellation_gui.views.diff_lines import DiffLines
from constellation_gui.views.filtered_pane import FilteredPane
from constellation_gui.views.line_find import LineFind
from constellation_gui.views.state_stack import StateStack
from constellation_gui.wording import tr

# What can be done with lines: icon or "", caption, whether it is possible now, what does it.
Deed = tuple[str, str, bool, Callable[[], object]]


class DiffFrame(FilteredPane):
    """Lines under a bar, and what can be done with them; the choices in force are followed.

    `choice_wanted` gives the id of an action that was chosen beside the lines.
    """

    choice_wanted = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        queries: Runner,
        modes: Sequence[tuple[str, str, str]] = DIFF_MODES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices = diff_choices.in_force()
        self._comparison: Comparison | None = None
        self._reading, self._copying = Lane(queries), Lane(queries)
        self._laying_out = Lane(queries)
        self._bar = DiffBar(self, modes)
        self._lines = DiffLines(queries, self)
        self._find = LineFind(queries, self._lines, self)
        self._notices = BannerArea(self)
        self._stack = StateStack(self._lines, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._bar, self._find.bar, self._notices, self._stack):
            column.addWidget(widget)
        column.setStretchFactor(self._stack, 1)
        self.setFocusProxy(self._stack)
        self._bar.step_wanted.connect(self.go_to_change)
        self._bar.choice_wanted.connect(self.choice_wanted)
        self._lines.moved.connect(self.describe)
        for view in (self._lines.main, self._lines.old):
            view.copy_wanted.connect(self.copy_text)
            view.menu_wanted.connect(self._offer)
            view.entered.connect(self._open_current)
            view.opened.connect(self._open)

    # -- What a view of differences says of itself -----------------------------------------------

    def describe(self) -> None:
        """Say what is shown, and where in it one is."""
        raise NotImplementedError

    def compare_again(self) -> None:
        """Compare what is shown as is chosen now."""
        raise NotImplementedError

    def lay_out_again(self) -> None:
        """Lay out what is shown as is chosen now."""
        hunks, chosen = hunks_of(self._lines.model.sheet), folding(self._choices)
        # What was opened stays so, unless more or less is folded away from now on.
        same = hunks is not None and hunks.folding.context == chosen.context
        self._lay_out(hunks.folding if hunks is not None and same else chosen)

    def deeds(self) -> Iterable[Deed]:
        """Return what else can be done with the lines."""
        return ()

    def add_ways(self, menu: QMenu) -> None:
        """Put what leads on from the current line into a menu."""

    def take_layout(self, layout: Layout) -> None:
        """Know that the comparison is laid out in another way now."""
        raise NotImplementedError

    # -- What is asked of it ---------------------------------------------------------------------

    def go_to_change(self, step: int) -> None:
        """Go to the next change (1), or the one before (-1)."""
        self._lines.go_to_change(step)

    def focus_filter(self) -> None:
        """Let the person type what to find in the lines."""
        if not self._bar.isHidden():
            self._find.enter()

    def copy_text(self) -> None:
        """Put the selected characters, or lines in full, on the clipboard."""
        text = self._lines.active.selected_text()
        if text is not None:
            self._copy(text)

    def tell_preview(self, whole: int, shown: int, read_all: Callable[[], object]) -> None:
        """Say that only the beginning is shown, and offer the rest."""
        step = Step(tr("Read and Compare All of It"), read_all)
        self._notices.tell(Notice("preview", "info", explanation(whole, shown), (step,)))

    # -- Lines -----------------------------------------------------------------------------------

    def _show_lines(self, layout: Layout, *, stay: bool = False) -> None:
        """Show other lines, from their beginning on unless one is to stay where one was."""
        self._laying_out.cancel()
        self._lines.show_layout(layout, stay=stay)
        hunks = hunks_of(layout.main)
        self._find.folded = hunks is not None and any(
            hunks.left_out(number) for number in range(min(len(hunks) + 1, 100))
        )
        self._find.seek_again()

    def _show_anew(self, layout: Layout) -> None:
        """Show the same lines laid out in another way; one stays at the change where one was."""
        at = self._lines.main.change_at_current()
        same = type(layout.main) is type(self._lines.model.sheet)
        self._show_lines(layout, stay=same)
        if not same and at is not None:
            self._lines.go_to(layout.main.changes[at])
        self.describe()

    def _lay_out(self, folded: Folding) -> None:
        """Lay out the comparison in another way."""
        comparison = self._comparison
        if comparison is not None:
            sides = self._choices.side_by_side
            self._laying_out.run(
                partial(lay_out, comparison, folded, side_by_side=sides),
                deliver=self.take_layout,
                failed=self.failed.emit,
            )

    def _open(self, row: int, whole: bool) -> None:
        folded = opened_at(self._lines.model.sheet, row, None if whole else STEP)
        if folded is not None:
            self._lay_out(folded)

    def _open_current(self) -> None:
        self._open(self._lines.row, False)

    # -- Copying ---------------------------------------------------------------------------------

    def _copy(self, write: Callable[[], str]) -> None:
        self._copying.run(write, deliver=_put_on_clipboard, failed=self.failed.emit)

    def _offer(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_ways(menu)
        row, view = self._lines.row, self._lines.active
        left = left_out_at(self._lines.model.sheet, row)
        some_is = bool(view.selected_rows())
        caption = tr("Copy the selected text") if view.marked else tr("Copy lines")
        deeds: list[Deed] = [("copy", caption, some_is, self.copy_text)]
        deeds += self.deeds()
        deeds.append(("", tr("Select all"), len(self._lines.sheet) > 0, view.selectAll))
        if left:
            some = partial(self._open, row, False), partial(self._open, row, True)
            more = tr("Show %n more line(s)", "", min(STEP, left))
            deeds.append(("", more, left > STEP, some[0]))
            deeds.append(("", tr("Show all lines folded away here"), True, some[1]))
        for drawing, caption, possible, do in deeds:
            action = menu.addAction(caption)
            if drawing:
                action.setIcon(icon(drawing))
            action.setEnabled(possible)
            action.triggered.connect(lambda _on, do=do: do())
        menu.popup(place)

    # -- Qt's events -----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Say times as they are written now."""
        if event.type() == QEvent.Type.LanguageChange:
            self.describe()
        super().changeEvent(event)

    def customEvent(self, event: QEvent) -> None:
        """Show differences as is chosen now."""
        if event.type() == diff_events.CHOSEN:
            self._take_choices()

    def _take_choices(self) -> None:
        before, self._choices = self._choices, diff_choices.in_force()
        now = self._choices
        if before.options != now.options:
            self.compare_again()
        elif (before.side_by_side, before.context) != (now.side_by_side, now.context):
            self.lay_out_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from found line to found line."""
        if event.key() == Qt.Key.Key_F3:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._find.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)


def _put_on_clipboard(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)
