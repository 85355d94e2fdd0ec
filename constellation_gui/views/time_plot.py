"""Costs and tokens over time, drawn.

Painted here: Qt's own charts come with PySide6-Addons, which would add more than 100 MB to the
packaged application, and pyqtgraph needs numpy; two rows of bars need neither.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from constellation_gui import theme
from constellation_gui.delegates.device_pixels import DevicePixels, device_pixels
from constellation_gui.formatting import count
from constellation_gui.models.amounts import short_money
from constellation_gui.models.series_table import bar_words, summary
from constellation_gui.models.time_series import Bar, Series, nice_step, time_ticks
from constellation_gui.wording import tr

_GAP = 2 * theme.GRID
_TICKS = 3  # on the axis of amounts
_TICK_ROOM = 24 * theme.GRID  # px between two times on their axis
_FEWEST_SLOTS = 12  # a single bar must not look like a wall
_STUB = 3  # px, the dots below the line


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of bars: what it is of, how much a bar has of it, and how to write an amount."""

    title: str
    missing: str
    amount: Callable[[Bar], float | None]
    word: Callable[[float], str]
    unknown: Callable[[Bar], bool]


def _tokens(bar: Bar) -> float | None:
    return None if bar.tokens is None else float(bar.tokens.total)


_LANES = (
    Lane(
        tr("Cost"),
        tr("No cost is known"),
        lambda bar: bar.cost,
        short_money,
        lambda b: b.unknown > 0,
    ),
    Lane(
        tr("Tokens"),
        tr("No tokens are told"),
        _tokens,
        lambda n: count(round(n)),
        lambda _bar: False,
    ),
)


class TimePlot(QWidget):
    """Two rows of bars over one axis of time, with a cross-hair that mouse and arrow keys move.

    `copy_wanted` tells that Ctrl+C was pressed, `menu_wanted` gives the place on screen of a menu.
    """

    copy_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("time-plot")
        self.setAccessibleName(tr("Cost and tokens over time"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.series = Series(1)
        self._coming = "…"
        self._at: int | None = None  # the start of the bar under the cross-hair

    # -- What is asked of it ---------------------------------------------------------------------

    def show_series(self, series: Series, *, tokens: bool = True) -> None:
        """Show other bars; the cross-hair stays with its time.

        Without `tokens`, those that the bars lack are not going to come either.
        """
        self._coming = "…" if tokens else tr("Choose a project to see its tokens")
        if series == self.series:
            return
        self.series = series
        if self.bar is None:
            self._at = None
        self._tell()
        self.update()

    @property
    def bar(self) -> Bar | None:
        """The bar under the cross-hair."""
        return next((bar for bar in self.series.bars if bar.start == self._at), None)

    def readout(self) -> tuple[str, str]:
        """Return what is said of the bar under the cross-hair, without one of all bars."""
        bar = self.bar
        if not self.series.bars:
            return tr("Reading the messages…"), ""
        return (summary(self.series), "") if bar is None else bar_words(bar, self.series)

    def sizeHint(self) -> QSize:
        """Take the same height whatever the width."""
        line = self.fontMetrics().height()
        return QSize(100 * theme.GRID, 4 * line + 48 * theme.GRID + 4 * _GAP)

    def minimumSizeHint(self) -> QSize:
        """Do with a narrow pane."""
        return QSize(60 * theme.GRID, self.sizeHint().height())

    # -- Cross-hair ------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Say times and amounts as they are written now."""
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Put the cross-hair on the bar nearest to the mouse."""
        if self.series.bars:
            begin, end = self._reach()
            inner = self._inner()
            share = (event.position().x() - inner.left()) / max(inner.width(), 1)
            moment = begin + share * (end - begin) - self.series.width / 2
            self._go(min(self.series.bars, key=lambda bar: abs(bar.start - moment)))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the cross-hair away, unless the keyboard is here."""
        if not self.hasFocus():
            self._go(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross-hair from bar to bar; copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
            return
        bars = self.series.bars
        place = next((n for n, bar in enumerate(bars) if bar.start == self._at), None)
        last = len(bars) - 1
        target = {
            Qt.Key.Key_Left: last if place is None else max(place - 1, 0),
            Qt.Key.Key_Right: 0 if place is None else min(place + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and place is not None:
            self._go(None)
        elif target is not None and bars:
            self._go(bars[target])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrow keys work here."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they do no more."""
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu."""
        self.menu_wanted.emit(event.globalPos())

    def _go(self, bar: Bar | None) -> None:
        at = None if bar is None else bar.start
        if at != self._at:
            self._at = at
            self._tell()
            self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(". ".join(filter(None, self.readout())))

    # -- Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words of the cross-hair, the rows of bars, and the axis of time."""
        painter = QPainter(self)
        painter.setFont(theme.font("interface", "small"))
        painter.fillRect(self.rect(), theme.current().surface)
        if self.hasFocus():
            painter.fillRect(0, 0, 2, self.height(), theme.current().accent)
        self._paint_words(painter)
        if not self.series.bars:
            return
        self._paint_times(painter)
        self._paint_cross_hair(painter)
        for lane, space in zip(_LANES, self._spaces(), strict=True):
            self._paint_lane(painter, lane, space)

    def _paint_words(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        colours = theme.current()
        space = self.rect().adjusted(_GAP, theme.GRID, -_GAP, 0)
        for line, colour in zip(self.readout(), (colours.text, colours.muted), strict=True):
            space.setHeight(metrics.height())
            painter.setPen(colour)
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, space.width())
            painter.drawText(space, int(Qt.AlignmentFlag.AlignLeft), shown)
            space.translate(0, metrics.height())

    def _paint_times(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        begin, end = self._reach()
        inner = self._inner()
        painter.setPen(theme.current().muted)
        right = -_GAP
        for moment, name in time_ticks(
            begin, end, max(inner.width() // theme.scaled(_TICK_ROOM), 1)
        ):
            x = round(self._x(moment))
            width = metrics.horizontalAdvance(name)
            left = min(max(x - width // 2, 0), self.width() - width)
            if inner.left() <= x <= inner.right() + 1 and left > right + _GAP:
                painter.drawLine(x, inner.bottom(), x, inner.bottom() + theme.GRID)
                painter.drawText(left, inner.bottom() + theme.GRID + metrics.ascent() + 1, name)
                right = left + width

    def _paint_cross_hair(self, painter: QPainter) -> None:
        if self.bar is not None:
            painter.setPen(QPen(theme.current().muted, 1, Qt.PenStyle.DotLine))
            x = round(self._x(self.bar.start + self.series.width / 2))
            painter.drawLine(x, self._inner().top(), x, self._inner().bottom())

    def _paint_lane(self, painter: QPainter, lane: Lane, space: QRect) -> None:
        colours = theme.current()
        amounts = [(bar, lane.amount(bar)) for bar in self.series.bars]
        most = max((amount for _bar, amount in amounts if amount is not None), default=0.0)
        step = nice_step(most, _TICKS)
        top = max(step, math.ceil(round(most / step, 6)) * step)
        nothing = all(amount is None for _bar, amount in amounts)
        self._paint_amounts(painter, lane, space, step, 0.0 if nothing else top)
        if nothing:
            awaited = lane.amount is _tokens and not self.series.with_tokens
            painter.setPen(colours.muted)
            text = self._coming if awaited else lane.missing
            painter.drawText(space, int(Qt.AlignmentFlag.AlignCenter), text)
        with device_pixels(painter, space) as pixels:
            for bar, amount in amounts:
                share = 0.0 if amount is None else amount / top
                self._paint_bar(painter, pixels, bar, share, dotted=lane.unknown(bar))

    def _paint_amounts(
        self, painter: QPainter, lane: Lane, space: QRect, step: float, top: float
    ) -> None:
        colours = theme.current()
        metrics = painter.fontMetrics()
        for number in range(round(top / step) + 1):
            y = round(space.bottom() + 1 - number * step / (top or 1) * space.height())
            painter.setPen(colours.border)
            painter.drawLine(space.left(), y, space.right(), y)
            painter.setPen(colours.muted)
            if not top:
                break  # a line to stand on, and no amounts beside it
            label = QRect(0, y - metrics.height() // 2, space.left() - theme.GRID, metrics.height())
            painter.drawText(label, int(Qt.AlignmentFlag.AlignRight), lane.word(number * step))
        title = QRect(
            space.left(), space.top() - metrics.height() - 1, theme.scaled(200), metrics.height()
        )
        painter.drawText(title, int(Qt.AlignmentFlag.AlignLeft), lane.title)

    def _paint_bar(
        self, painter: QPainter, pixels: DevicePixels, bar: Bar, share: float, *, dotted: bool
    ) -> None:
        """Paint a bar as high as its share of the space, and dots below it for what is unknown."""
        colours, space, unit = theme.current(), pixels.space, pixels.unit
        begin, end = self._reach()
        slot = space.width() * self.series.width / (end - begin)
        width = max(int(slot) - unit if slot >= 3 * unit else int(slot), unit)
        left = space.left() + round((bar.start - begin) / (end - begin) * space.width())
        ground = space.bottom() + 1
        if share > 0:
            height = max(round(share * space.height()), unit)
            ink = colours.text if bar.start == self._at else colours.accent
            painter.fillRect(QRect(left, ground - height, width, height), ink)
        if dotted:
            for row in range(_STUB):
                for x in range(row % 2 * unit, max(width, 2 * unit), 2 * unit):
                    dot = QRect(left + x, ground + (row + 1) * unit, unit, unit)
                    painter.fillRect(dot, colours.text)

    # -- Geometry --------------------------------------------------------------------------------

    def _inner(self) -> QRect:
        """Return where the bars are, both rows of them."""
        metrics = QFontMetrics(theme.font("interface", "small"))
        line = metrics.height()
        gutter = metrics.horizontalAdvance("$0.0000") + 2 * theme.GRID
        return self.rect().adjusted(
            gutter, 3 * line + 2 * theme.GRID, -2 * _GAP, -(line + 2 * theme.GRID)
        )

    def _spaces(self) -> tuple[QRect, QRect]:
        """Return where each row of bars is."""
        inner = self._inner()
        between = QFontMetrics(theme.font("interface", "small")).height() + 2 * _GAP
        height = (inner.height() - between) // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), height)
        return upper, upper.translated(0, height + between)

    def _reach(self) -> tuple[int, int]:
        """Return from when to when the axis goes."""
        series = self.series
        missing = _FEWEST_SLOTS - (series.end - series.start) // series.width
        pad = max(missing, 0) * series.width // 2
        return series.start - pad, series.end + pad

    def _x(self, moment: float) -> float:
        begin, end = self._reach()
        inner = self._inner()
        return inner.left() + (moment - begin) / (end - begin) * inner.width()
