"""The list of messages as it is painted: what is seen, selected, found and under the pointer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QWidget

from constellation_db import Key
from constellation_gui import theme
from constellation_gui.delegates.filled_line import Mark, Marks
from constellation_gui.delegates.message_layout import LaidPart, MessageLayout
from constellation_gui.delegates.message_lines import RowContext
from constellation_gui.delegates.message_painter import MessagePainter
from constellation_gui.models.message_flow import Kind, Part
from constellation_gui.models.sought import Sought, TooSlowError
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.views import match_walk
from constellation_gui.views.match_walk import Place
from constellation_gui.views.message_column import Placed
from constellation_gui.views.message_rows import Extras
from constellation_gui.views.message_scroller import MessageScroller
from constellation_gui.views.text_selection import TextSelection, found_marks


class Inner(NamedTuple):
    """Something that folds within a message: the message's sequence, the block, its number."""

    sequence: int
    block: int
    number: int


class MessageCanvas(MessageScroller):
    """Paints the messages of a model; `hovered` is the (row, part) that a click would act on."""

    def __init__(
        self, model: TranscriptModel, extras: Extras, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, extras, parent)
        self.selection = QItemSelectionModel(model, self)
        self.marked = TextSelection(self.rows)
        self.hovered: tuple[int, int] | None = None
        self.sought: Sought | None = None
        self.match: Place | None = None  # the one that the person is at
        self.inner: Inner | None = None  # what folds within the current message, if it is there
        self._painter = MessagePainter(self.rows.style)
        self.selection.selectionChanged.connect(self.viewport().update)
        model.progressed.connect(self.viewport().update)

    def current_row(self) -> int:
        """Return the current row, -1 if there is none."""
        return self.selection.currentIndex().row()

    def selected_ranges(self) -> list[tuple[int, int]]:
        """Return the first and last row of each stretch that is selected, in order."""
        found = self.selection.selection()
        ranges = [found.at(number) for number in range(found.count())]
        return sorted((each.top(), each.bottom()) for each in ranges)

    def selected_keys(self) -> list[Key]:
        """Return the keys of what is selected, in order: results come with their calls."""
        keys: set[Key] = set()
        for first, last in self.selected_ranges():
            for row in range(first, last + 1):
                loaded = self.model.loaded(row)
                keys |= {self.model.key(row)} if loaded is None else loaded.sources
        return sorted(keys)

    def part_at(self, point: QPoint) -> Placed | None:
        """Return the part at a point of the viewport."""
        return self.column.at(point.y())

    def part(self, row: int, part: int) -> Part | None:
        """Return a part of a row, None where the row is not read or has become another."""
        if not 0 <= row < self.rows.count():
            return None
        layout = self.rows.layout(row)
        if not isinstance(layout, MessageLayout) or part >= len(layout):
            return None
        return layout.parts[part]

    def highlight(self, sought: Sought | None) -> None:
        """Mark a text wherever it is seen."""
        self.sought, self.match = sought or None, None
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts that are seen."""
        painter = QPainter(self.viewport())
        width, bottom = self.viewport().width(), 0
        several = sum(last - first + 1 for first, last in self.selected_ranges()) > 1
        context: RowContext | None = None
        row = -1
        for placed in self.column.placed:
            band = QRect(0, placed.y, width, placed.height)
            bottom = placed.bottom
            if not band.intersects(event.rect()):
                continue
            layout = self.rows.layout(placed.row)
            if not isinstance(layout, MessageLayout):
                self._painter.paint_placeholder(painter, band)
                continue
            if context is None or row != placed.row:
                row, context = placed.row, self._context(placed.row, layout, several)
            laid = layout.part(placed.part)
            hovered = self.hovered == placed[:2]
            marks = self._found(placed, laid)
            marks += self.marked.marks(placed.row, placed.part, laid)
            here = context
            if self.sought is not None and laid.part.kind is Kind.CALL:
                here = replace(context, sought=self._marks_in_line(placed))
            self._painter.paint(painter, laid, band, here, hovered=hovered, marked=marks)
        rest = QRect(0, bottom, width, max(self.viewport().height() - bottom, 0))
        painter.fillRect(rest, theme.current().assistant_bg)
        painter.end()

    def _context(self, row: int, layout: MessageLayout, several: bool) -> RowContext:
        model, loaded = self.model, layout.loaded
        separated = layout.parts[0].kind is Kind.SEPARATOR
        inner = self.inner if row == self.current_row() else None
        return RowContext(
            message=loaded.message,
            flow=loaded.flow,
            folds=self.rows.folds.of(model.sequence(row), loaded.flow),
            elapsed=None if separated else model.elapsed(row),
            progress=model.progress(row),
            first=row == 0,
            current=row == self.current_row(),
            selected=several and self.selection.isSelected(model.index(row)),
            focused=self.hasFocus(),
            inner=None if inner is None else inner[1:],
            model=loaded.model,
            last=model.complete and row == model.rowCount() - 1,
        )

    def restyle(self) -> None:
        """Measure the fonts and lay everything out again."""
        super().restyle()
        self._painter = MessagePainter(self.rows.style)

    def _marks_in_line(self, placed: Placed) -> Marks:
        """Return what finds what is sought in the texts of a call's line, from left to right."""
        at = self.match.number if self.match and self.match[:2] == placed[:2] else None
        numbers, colours = count(), theme.current()

        def marks(text: str) -> Iterator[Mark]:
            for start, end in self._spans(text):
                if next(numbers) == at:
                    yield Mark(start, end, colours.accent, colours.surface, underlined=False)
                else:
                    found = colours.selection, colours.selection_text
                    yield Mark(start, end, *found, underlined=True)

        return marks

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Return where in a text is what is sought; nowhere from when on that takes too long."""
        if self.sought is None:
            return []
        try:
            return match_walk.spans(self.sought, text)
        except TooSlowError:
            self.sought = None  # for all other parts, and from now on
            return []

    def _found(self, placed: Placed, laid: LaidPart) -> list[QTextLayout.FormatRange]:
        """Return where a part's text holds what is sought; strongest where the person is."""
        if self.sought is None or laid.layout is None:
            return []
        at = self.match.number if self.match and self.match[:2] == placed[:2] else None
        return found_marks(laid.text, self._spans(laid.text), at)
