"""The lines of a sheet, or of two that stand beside each other and move together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QSplitter, QWidget

from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import PlainSheet, Sheet
from constellation_gui.diff.unified import Mark
from constellation_gui.models.diff_layout import Layout
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.sought import Sought
from constellation_gui.queries import Runner
from constellation_gui.views.change_strip import ChangeStrip
from constellation_gui.views.lines_view import LinesView
from constellation_gui.wording import tr

NOTHING = Layout(PlainSheet(Lines(b"")))


class DiffLines(QWidget):
    """One view of lines, a second one on its left where a sheet for it is shown, and a strip.

    Text is selected on one side at a time: `active` is the view in which that was last.
    `moved` tells that another line is current.
    """

    moved = Signal()

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DiffModel(queries, self)
        self.main = LinesView(self.model, self)
        self._old_model = DiffModel(queries, self)
        self.old = LinesView(self._old_model, self)
        self.old.setObjectName("old-lines")
        self.old.setAccessibleName(tr("Lines before"))
        self.old.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.active = self.main
        self._moving = False
        self._sides = QSplitter(Qt.Orientation.Horizontal, self)
        self._sides.setChildrenCollapsible(False)
        self._sides.setHandleWidth(1)
        for view in (self.old, self.main):
            self._sides.addWidget(view)
            self._sides.setStretchFactor(self._sides.indexOf(view), 1)
        self._strip = ChangeStrip(self.main, self.model, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sides, 1)
        row.addWidget(self._strip)
        self.setFocusProxy(self.main)
        self._connect()
        self.old.hide()

    def _connect(self) -> None:
        for view, other in ((self.main, self.old), (self.old, self.main)):
            view.installEventFilter(self)
            for bar, same in (
                (view.verticalScrollBar(), other.verticalScrollBar()),
                (view.horizontalScrollBar(), other.horizontalScrollBar()),
            ):
                bar.valueChanged.connect(self._follow(bar, same))
            view.step_wanted.connect(self.go_to_change)
            view.moved.connect(self._take_current(view, other))
            view.selected.connect(self._take_selection(view, other))

    # -- What is asked of it ---------------------------------------------------------------------

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that are shown, the newer side first."""
        both = self.model.sheet, self._old_model.sheet
        return both if self.two_sided else both[:1]

    @property
    def two_sided(self) -> bool:
        """Whether two sheets stand beside each other."""
        return not self.old.isHidden()

    @property
    def sheet(self) -> Sheet:
        """The sheet of the side in which lines were chosen last."""
        return self._model_of(self.active).sheet

    @property
    def row(self) -> int:
        """The current line, -1 for none."""
        return self.main.currentIndex().row()

    def show_layout(self, layout: Layout, *, stay: bool = False) -> None:
        """Show other lines, from the first one on, or where one was if they are to `stay`."""
        rows, bar = self.row, self.main.verticalScrollBar()
        place = bar.value()
        two = layout.old is not None
        self._moving = True
        self.model.show(layout.main)
        self._old_model.show(layout.old or NOTHING.main)
        if two and not self.two_sided:
            self.old.show()
            self._sides.setSizes([1000, 1000])  # of equal width
        self.old.setVisible(two)
        self.main.stand_beside(self.old if two else None)
        self.old.stand_beside(self.main if two else None)
        if not two or not stay:
            self.active = self.main
        if stay and 0 <= rows < len(layout.main):
            self.active.setCurrentIndex(self._model_of(self.active).index(rows, 0))
            self._note_current(self.old if self.active is self.main else self.main, rows)
        self._moving = False
        if stay:
            self.main.updateGeometries()
            bar.setValue(place)

    def go_to_change(self, step: int) -> None:
        """Go to the next change (1), or the one before (-1)."""
        row = self.main.change_after(step)
        if row is not None:
            self.go_to(row)

    def go_to(self, row: int) -> None:
        """Make a line the current one and bring it into sight, on a side where one stands."""
        if self.two_sided and self._model_of(self.active).shown(row).line.mark is Mark.NOTHING:
            self.active = self.old if self.active is self.main else self.main
        self.active.go_to(row)

    def seek(self, sought: Sought | None) -> None:
        """Mark where a text stands, None for nothing."""
        for model, view in ((self.model, self.main), (self._old_model, self.old)):
            model.sought = sought
            view.viewport().update()

    def show_found(self, rows: Sequence[int]) -> None:
        """Mark on the strip which lines hold what is sought."""
        self._strip.show_found(rows)

    # -- Two sides -------------------------------------------------------------------------------

    def _model_of(self, view: LinesView) -> DiffModel:
        return self.model if view is self.main else self._old_model

    def _follow(self, bar: QScrollBar, same: QScrollBar) -> Callable[[int], None]:
        def follow(value: int) -> None:
            if self.two_sided and not self._moving and same.value() != value:
                self._moving = True
                same.setValue(value)
                self._moving = False

        return follow

    def _take_current(self, view: LinesView, other: LinesView) -> Callable[[], None]:
        def take() -> None:
            if self._moving:
                return
            row = view.currentIndex().row()
            if self.two_sided and row >= 0:
                self._moving = True
                self._note_current(other, row)
                self._moving = False
            self.moved.emit()

        return take

    def _note_current(self, view: LinesView, row: int) -> None:
        """Make a line the current one of the side that does not have the keyboard."""
        none = QItemSelectionModel.SelectionFlag.NoUpdate
        view.setAutoScroll(False)
        view.selectionModel().setCurrentIndex(self._model_of(view).index(row, 0), none)
        view.setAutoScroll(True)

    def _take_selection(self, view: LinesView, other: LinesView) -> Callable[[], None]:
        def take() -> None:
            self.active = view
            other.select_nothing()

        return take

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys go from side to side; the side that has the keyboard is the active one."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            by_person = event.reason() in (
                Qt.FocusReason.MouseFocusReason,
                Qt.FocusReason.TabFocusReason,
                Qt.FocusReason.BacktabFocusReason,
            )
            if by_person and isinstance(watched, LinesView):
                self.active = watched
        return False
