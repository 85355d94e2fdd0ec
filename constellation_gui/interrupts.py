"""Ctrl+C in the terminal and a system's request to end, which Qt's loop would not notice."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Interrupts(QObject):
    """Calls `asked` on the GUI thread when the process is interrupted or asked to terminate."""

    def __init__(self, asked: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._asked = asked
        # Python runs its handlers only between two of its own instructions; the byte that it writes
        # here wakes the loop, and with it Python.
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_byte)
        signal.set_wakeup_fd(self._writer.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _leave_it_to_the_byte)

    def _on_byte(self) -> None:
        self._reader.recv(64)
        self._asked()


def _leave_it_to_the_byte(_number: int, _frame: object) -> None:
    """Only there so that the signal does not end the process by itself."""
