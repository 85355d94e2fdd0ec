"""A person's gestures in a running window, each with how long the event loop stood still."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from constellation_gui.main_window import MainWindow
from constellation_gui.place import Tab
from constellation_gui.store_panes import StorePanes
from constellation_gui.views.rows_view import RowsView
from tests.benchmarks.watching import PaintWatch, wait_until
from tests.gui.heartbeat import Heartbeat

O = TypeVar("O", bound=QObject)  # noqa: E741

_NOTCH = 120
_FRAME_PATIENCE_S = 0.1
_KEY_MS = 30


class Walk:
    """Gestures on the open store of a window.

    `stalls` has the longest standstill of each step, `painted` how long it took from a gesture
    until what it asked for was painted; both in seconds. Heartbeats begin with the object.
    """

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.stalls: dict[str, float] = {}
        self.painted: dict[str, float] = {}
        self._heart = Heartbeat()
        self._heart.__enter__()

    @property
    def panes(self) -> StorePanes:
        """The panes of the open store."""
        assert self.window.store is not None
        return self.window.store.panes

    def note(self, step: str | None) -> float:
        """End a step, or what belongs to none; return the longest standstill since the last end."""
        self._heart.__exit__(None, None, None)
        stall = self._heart.longest_ms / 1e3
        if step is not None:
            self.stalls[step] = max(stall, self.stalls.get(step, 0.0))
        self._heart = Heartbeat()
        self._heart.__enter__()
        return stall

    def settle(self) -> None:
        """Wait until nothing is asked of the store any more."""
        let_pass(0.02)  # what is looked up once a layout is done
        wait_until(lambda: self.panes.queries.idle, "an answer of the store")

    def turn_to(self, tab: Tab) -> None:
        """Click a tab."""
        bar = self.panes.tabs.tabBar()
        place = bar.tabRect(list(Tab).index(tab)).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def type_into(self, box: QLineEdit, text: str) -> None:
        """Replace a box's text, key by key."""
        box.clear()
        QTest.keyClicks(box, text, Qt.KeyboardModifier.NoModifier, _KEY_MS)

    def click(
        self,
        rows: RowsView,
        index: QModelIndex,
        step: str,
        canvas: QWidget,
        when: Callable[[], object],
    ) -> None:
        """Click a row, and wait until `canvas` is painted while `when` is true."""
        above = index.parent()
        while above.isValid():
            rows.expand(above)
            above = above.parent()
        rows.scrollTo(index)
        let_pass(0.1)
        spot = rows.visualRect(index).center()

        def do() -> None:
            QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))

        self.until_painted(do, step, canvas, when)

    def until_painted(
        self,
        do: Callable[[], object],
        step: str,
        canvas: QWidget,
        when: Callable[[], object],
    ) -> None:
        """Do something, and wait until `canvas` is painted while `when` is true."""
        self.note(None)
        watch = PaintWatch(canvas, when)
        began = time.monotonic()
        do()
        wait_until(lambda: watch.times, step)
        self.painted[step] = watch.times[0] - began
        watch.deleteLater()
        self.settle()
        self.note(step)

    def scroll(self, canvas: QWidget, frames: int, step: str) -> list[float]:
        """Turn the wheel notch by notch; return the seconds from each turn until it is painted."""
        self.settle()
        self.note(None)
        watch = PaintWatch(canvas)
        taken = []
        for _ in range(frames):
            seen = len(watch.times)
            began = time.perf_counter()
            _turn_wheel(canvas)
            while len(watch.times) == seen:
                QApplication.processEvents()
                if time.perf_counter() - began > _FRAME_PATIENCE_S:
                    break  # the end: nothing moves, nothing is painted
            else:
                taken.append(time.perf_counter() - began)
        watch.deleteLater()
        self.settle()
        self.note(step)
        return taken


def let_pass(seconds: float) -> None:
    """Let the event loop run for a while."""
    until = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() >= until, "time")


def found(within: QWidget, kind: type[O], name: str = "") -> O:
    """Return the part of that kind, and of that object name if one is given."""
    part = within.findChild(kind, name) if name else within.findChild(kind)
    if part is None:
        raise LookupError(f"{within.objectName()} has no {kind.__name__} {name}")
    return part


def _turn_wheel(canvas: QWidget) -> None:
    place = QPointF(canvas.rect().center())
    turn = QWheelEvent(
        place,
        canvas.mapToGlobal(place),
        QPoint(),
        QPoint(0, -_NOTCH),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, turn)
