"""The scroll area of messages: keeps a column of rows, a scroll bar and a model in step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QApplication, QFrame, QWidget

from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.delegates.message_pictures import PictureKey
from constellation_gui.delegates.message_style import GRID, Style
from constellation_gui.models.message_flow import Part
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.views.message_column import Column, Placed, moved
from constellation_gui.views.message_rows import ASSUMED_HEIGHT, Extras, MessageRows

STEP = 15 * GRID  # px of one notch of the wheel, or one step of the scroll bar
_NOTCH = 120  # what Qt calls a notch
_LINES = 3  # what a desktop usually scrolls for it
_Action = QAbstractSlider.SliderAction


class MessageScroller(QAbstractScrollArea):
    """Arranges the rows of a model in a viewport; painting and the person are its heir's matter.

    Rows ask for their content when they come into view. Messages that are written later are
    followed while the end is seen. `arranged` tells that something else may be seen now.
    """

    arranged = Signal()

    def __init__(
        self, model: TranscriptModel, extras: Extras, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.extras = extras
        self.rows = MessageRows(model, extras)
        self.column = Column(self.rows, ASSUMED_HEIGHT)
        self._wheel = 0.0
        # Rows added before all were there say nothing about the end of the conversation.
        self._caught_up = False
        self._first_unseen: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        # One that comes and goes would change the width, and with it every line.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().actionTriggered.connect(self._on_scroll_bar)
        self.verticalScrollBar().sliderReleased.connect(self._sync_scroll_bar)
        model.modelReset.connect(self._on_reset)
        model.rowsInserted.connect(self._on_inserted)
        model.dataChanged.connect(self._on_changed)
        extras.pictures.arrived.connect(self._on_picture)
        extras.inks.arrived.connect(self._on_inks)
        extras.threads.changed.connect(self._on_thread)

    def minimumSizeHint(self) -> QSize:
        """Let a pane be as narrow as it likes."""
        return QSize(0, 0)

    @property
    def unseen(self) -> int:
        """How many messages were written below what is seen, since the end was seen."""
        return 0 if self._first_unseen is None else self.rows.count() - self._first_unseen

    def arrange_anew(self) -> None:
        """Show what the column arranged, on viewport and scroll bar, and ask for its content."""
        self.viewport().update()
        self._arranged()

    def _show_moved(self, before: list[Placed]) -> None:
        """Show the column after it moved: what is seen still moves as pixels, unpainted."""
        by = moved(before, self.column.placed)
        if by is None or abs(by) * 2 > self.column.height:
            self.viewport().update()
        elif by:
            self.viewport().scroll(0, by)
        self._arranged()

    def _arranged(self) -> None:
        self._note_seen()
        self._caught_up = self._caught_up or self.model.complete
        self._sync_scroll_bar()
        self.model.want(*self.column.rows_seen())
        self.arranged.emit()

    def _note_seen(self) -> None:
        if self._first_unseen is None:
            return
        self._first_unseen = max(self._first_unseen, self.column.rows_seen()[1] + 1)
        if self._first_unseen >= self.rows.count() or self.column.at_end:
            self._first_unseen = None

    def scroll(self, by: int) -> None:  # type: ignore[override]  # QWidget's moves pixels
        """Move by so many px, down if positive."""
        before = self.column.placed
        self.column.scroll(by)
        self._show_moved(before)

    # -- The model changes -------------------------------------------------------------------------

    def _on_reset(self) -> None:
        self._caught_up = False
        self._first_unseen = None
        for extra in self.extras:
            extra.clear()
        self.rows.forget_all()
        self.column.reset()
        self.arrange_anew()

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        is_new = self._caught_up and first > 0
        follows = is_new and self.column.at_end
        if is_new and not follows and self._first_unseen is None:
            self._first_unseen = first
        before = self.column.placed
        self.column.insert(first, last - first + 1)
        self._separate(last + 1)
        if follows:
            self.column.go_to_end()
        if self.column.placed == before:  # thousands of keys below what is seen
            self._caught_up = self._caught_up or self.model.complete
            self._sync_scroll_bar()
            self.arranged.emit()
        else:
            self.arrange_anew()

    def _separate(self, row: int) -> None:
        """A row came to have another one above it: perhaps of another day."""
        if row < self.rows.count() and self.rows.made(row) and self.rows.separator(row):
            with self.column.steady(lambda each: each == row):
                self.rows.forget(range(row, row + 1))

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        rows = range(first.row(), last.row() + 1)
        reading = None if self.column.stays_at_end else self._reading(rows)
        with self.column.steady(lambda row: row in rows):
            self.rows.forget(rows)
        if reading is not None:
            self._read_on(*reading)
        self.arrange_anew()

    def _on_picture(self, key: PictureKey) -> None:
        for row in {placed.row for placed in self.column.placed}:
            if self.model.sequence(row) == key.sequence:
                self._on_changed(self.model.index(row), self.model.index(row))

    def _on_inks(self, source: str) -> None:
        places = self.rows.recolour(source)
        sequence = self.model.sequence
        self.paint_anew(
            *(seen[:2] for seen in self.column.placed if (sequence(seen.row), seen.part) in places)
        )

    def paint_anew(self, *parts: tuple[int, int] | None) -> None:
        """Paint parts, each as (row, number), again, as far as they are seen."""
        width = self.viewport().width()
        for placed in self.column.placed:
            if placed[:2] in parts:
                self.viewport().update(0, placed.y, width, placed.height)

    def _on_thread(self, call: str) -> None:
        """A thread is longer or shorter now; the line that heads it stays under the eyes."""
        seen = [placed for placed in self.column.placed if self._heads(placed, call)]
        rows = {placed.row for placed in seen}
        with self.column.steady(rows.__contains__, seen[0] if seen else None):
            self.rows.forget_thread(call)
        self.arrange_anew()

    def _heads(self, placed: Placed, call: str) -> bool:
        layout = self.rows.layout(placed.row)
        return isinstance(layout, MessageLayout) and layout.parts[placed.part].target == call

    def _reading(self, rows: range) -> tuple[int, Part, int] | None:
        """Return the row at the top if it is one of these, the part there and the place of it."""
        row, number, offset = self.column.top
        layout = self.rows.made(row) if row in rows else None
        if layout is None or number >= len(layout):
            return None
        return row, layout.parts[number], -offset

    def _read_on(self, row: int, part: Part, y: int) -> None:
        """Show the same text at the top though its row has got other parts."""
        layout = self.rows.layout(row)
        if isinstance(layout, MessageLayout):
            self.column.go(row, layout.number_of(part), y)

    # -- The scroll bar and the wheel --------------------------------------------------------------

    def _sync_scroll_bar(self) -> None:
        bar = self.verticalScrollBar()
        if bar.isSliderDown():  # it must not move away from under the pointer
            return
        with QSignalBlocker(bar):
            bar.setRange(0, self.column.maximum())
            bar.setPageStep(max(self.column.height, 1))
            bar.setSingleStep(STEP)
            bar.setValue(self.column.value())

    def _on_scroll_bar(self, action: int) -> None:
        page = max(self.column.height - STEP, STEP)
        steps = {
            _Action.SliderSingleStepAdd: STEP,
            _Action.SliderSingleStepSub: -STEP,
            _Action.SliderPageStepAdd: page,
            _Action.SliderPageStepSub: -page,
        }
        bar = self.verticalScrollBar()
        by = steps.get(_Action(action))
        before = self.column.placed
        if by is None:
            self.column.go_to(bar.sliderPosition())
        else:
            self.column.scroll(by)
        self._show_moved(before)
        if by is not None:
            # The bar is about to take its own idea of the new position for its value.
            with QSignalBlocker(bar):
                bar.setSliderPosition(self.column.value())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Do nothing: the bar follows the column, not the other way round."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by exactly what the wheel says."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        if not event.pixelDelta().isNull():
            self._wheel -= event.pixelDelta().y()
        else:
            notches = event.angleDelta().y() / _NOTCH
            self._wheel -= notches * STEP * QApplication.wheelScrollLines() / _LINES
        by = int(self._wheel)
        self._wheel -= by
        event.accept()
        self.scroll(by)

    # -- Width, height and theme -------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the text anew; the part at the top stays there."""
        super().resizeEvent(event)
        size = self.viewport().size()
        width = self.rows.style.width(size.width())
        if width != self.rows.column:
            self.rows.column = width
            self.rows.forget_all()
        self.column.resize(size.height())
        self.arrange_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, and how times are written."""
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange)
        if event.type() in kinds:
            self.restyle()
        super().changeEvent(event)

    def restyle(self) -> None:
        """Measure the fonts and lay everything out again."""
        self.rows.style = Style()
        self.rows.column = self.rows.style.width(self.viewport().width())
        self.rows.forget_all()
        self.column.resize(self.viewport().height())
        self.arrange_anew()
