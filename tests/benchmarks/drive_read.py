"""Driver: a person reads the conversation of an agent: from the click on, by jumps and by pages."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from constellation_gui.main_window import MainWindow
from constellation_gui.place import Place, Tab
from tests.benchmarks.driver import Finding, drive
from tests.benchmarks.generator import shape_of
from tests.benchmarks.stores import messages_of
from tests.benchmarks.walking import Walk
from tests.benchmarks.watching import PaintWatch, resident_bytes, wait_until

PAGES = 1_500
# Pages alone would take many minutes for the longest conversation: some at each of these places.
_PLACES, _PAGES_AT_A_PLACE = 100, 5
_WHEELS = 300
_FRAME_PATIENCE_S = 0.1


class Read:
    """Reads the longest conversation, and before it one of a hundredth of its length."""

    def __init__(self, window: MainWindow) -> None:
        self._shape = shape_of(messages_of(Path(sys.argv[1])))
        self._window = window

    def run(self) -> Finding:
        """Return what reading a short and the longest conversation took, by name."""
        wait_until(lambda: self._window.store is not None, "the store")
        self._walk = Walk(self._window)
        self._walk.settle()
        return {
            "short": self._read(self._shape.long_project, self._shape.short_agent),
            "long": self._read(self._shape.long_project, self._shape.long_agent),
        }

    def _read(self, project: str, agent: str) -> dict[str, float]:
        walk, panes = self._walk, self._walk.panes
        panes.go(Place(project=project, tab=Tab.TRANSCRIPT))
        walk.settle()
        messages, model = panes.transcript.messages, panes.transcript.model
        place = Place(project=project, agent=agent, tab=Tab.TRANSCRIPT)
        walk.until_painted(lambda: panes.go(place), "click", messages.viewport(), self._is_seen)
        wait_until(lambda: model.complete, "all keys")
        walk.settle()
        bar = messages.verticalScrollBar()
        middle = (bar.minimum() + bar.maximum()) // 2
        messages.setFocus()
        walk.until_painted(
            lambda: bar.setSliderPosition(middle),  # as the mouse does; the value is the list's
            "middle", messages.viewport(),
            lambda: self._is_seen() and not messages.column.at_start,
        )  # fmt: skip
        walk.until_painted(
            lambda: QTest.keyClick(messages, Qt.Key.Key_End), "end", messages.viewport(),
            lambda: self._is_seen() and messages.column.at_end,
        )  # fmt: skip
        QTest.keyClick(messages, Qt.Key.Key_Home)
        walk.settle()
        before = resident_bytes()
        wheels = walk.scroll(messages.viewport(), _WHEELS, "wheel")
        pages = self._page(PAGES)
        for step in range(_PLACES):
            bar.setSliderPosition(bar.maximum() * step // _PLACES)
            pages += self._page(_PAGES_AT_A_PLACE)
        walk.settle()
        stall = walk.note("pages")
        return {
            "messages": model.rowCount(),
            "click": walk.painted["click"],
            "middle": walk.painted["middle"],
            "end": walk.painted["end"],
            "wheel p99": statistics.quantiles(wheels, n=100)[-1],
            "page p99": statistics.quantiles(pages, n=100)[-1],
            "stall": stall,
            "growth": float(resident_bytes() - before),
        }

    def _is_seen(self) -> bool:
        messages = self._walk.panes.transcript.messages
        first, last = messages.column.rows_seen()
        loaded = self._walk.panes.transcript.model.loaded
        return first <= last and all(loaded(row) is not None for row in range(first, last + 1))

    def _page(self, count: int) -> list[float]:
        """Page down, and return the seconds from each key until it is painted."""
        messages = self._walk.panes.transcript.messages
        watch = PaintWatch(messages.viewport())
        taken = []
        for _ in range(count):
            if messages.column.at_end:
                break
            seen, began = len(watch.times), time.perf_counter()
            QTest.keyClick(messages, Qt.Key.Key_PageDown)
            while len(watch.times) == seen:
                QApplication.processEvents()
                if time.perf_counter() - began > _FRAME_PATIENCE_S:
                    break
            taken.append(time.perf_counter() - began)
        watch.deleteLater()
        return taken


if __name__ == "__main__":
    drive(Read)
