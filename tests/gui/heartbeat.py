"""Measures how long the event loop stood still."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from PySide6.QtCore import Qt, QTimer

_EVERY_MS = 5

# A standstill that no busy machine explains: the window waited for the work itself. What is allowed
# on a quiet one is far less, and `make bench` measures it.
STANDSTILL_MS = 1_500


class Heartbeat:
    """A timer that should fire every 5 ms; `longest_ms` is the longest delay of one, so far.

    Whatever keeps the GUI thread inside the `with` block counts, the block's own code included.
    """

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self.beats = 0
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._beat)

    def __enter__(self) -> Self:
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.stop()
        self._measure()

    def _beat(self) -> None:
        self.beats += 1
        self._measure()

    def _measure(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - _EVERY_MS)
        self._last = now
