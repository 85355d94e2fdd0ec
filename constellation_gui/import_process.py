"""The window's end of the process that imports: orders go out, what it says comes in."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from constellation_db.errors import ConstellationError
from constellation_gui.importing import worker
from constellation_gui.importing.messages import Defect, Done, Fault, decode, encode
from constellation_gui.wording import said, tr

# How long to take in what has come before the window has its turn again, in seconds.
_TURN_S = 0.008
# A process that was told to end does so after the batch under way; killing it costs no more than
# that batch, which is imported the next time.
_PATIENCE_MS = 30

# A sheet that asks for something is painted first: beginning a process takes as long as that.
_BEFORE_BEGINNING_MS = 20

_ENDED = tr(
    "The import ended early: its process was ended from outside. What was imported is whole; "
    "importing again goes on from there."
)
_MISTAKEN = tr(
    "The import ended early by a mistake of Constellation's own. What was imported is whole; "
    "importing again goes on from there."
)


class ImportProcess(QObject):
    """One process, begun with the first order; `said` gives each message that comes from it.

    A process that ends before its time says so with a `Fault`; the next order begins another one.
    """

    said = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._orders = 0  # that are not done
        self._unsent: list[bytes] = []  # what a process is to be begun for
        self._beginning = QTimer(self)
        self._beginning.setSingleShot(True)
        self._beginning.setInterval(_BEFORE_BEGINNING_MS)
        self._beginning.timeout.connect(self._begin)
        self._retiring: list[QProcess] = []
        self._going_on = QTimer(self)
        self._going_on.setSingleShot(True)
        self._going_on.setInterval(0)
        self._going_on.timeout.connect(self._take_in)

    @property
    def pid(self) -> int:
        """The number that the system knows it by, 0 while there is none."""
        return 0 if self._process is None else self._process.processId()

    @property
    def orders(self) -> int:
        """How many orders are not done; they are done one after the other."""
        return self._orders

    def ask(self, order: Any) -> None:
        """Send an order."""
        self._orders += 1
        self._send(encode(order))

    def tell(self, word: Any) -> None:
        """Send what is no work of its own; nothing happens where there is no process."""
        if self._process is not None or self._unsent:
            self._send(encode(word))

    def _send(self, line: bytes) -> None:
        if self._process is not None:
            self._process.write(line)
        else:
            self._unsent.append(line)
            self._beginning.start()

    def _begin(self) -> None:
        self._process = self._begun()
        for line in self._unsent:
            self._process.write(line)
        self._unsent.clear()

    def retire(self) -> None:
        """Let the process end when it likes, and hear no more of it."""
        process, self._process, self._orders = self._process, None, 0
        self._unsent.clear()
        self._beginning.stop()
        self._going_on.stop()
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._take_in)
            self._retiring.append(process)
            process.closeWriteChannel()

    def close(self) -> None:
        """Let the process end, and wait until it has."""
        self.retire()
        for process in tuple(self._retiring):
            if not process.waitForFinished(_PATIENCE_MS):
                process.kill()
                process.waitForFinished()
            self._forget(process)

    def _forget(self, process: QProcess) -> None:
        if process in self._retiring:
            self._retiring.remove(process)
            process.deleteLater()

    def _begun(self) -> QProcess:
        process = QProcess(self)
        frozen = getattr(sys, "frozen", False)  # then there is no interpreter, but the application
        process.setProgram(sys.executable)
        process.setArguments([worker.ARGUMENT] if frozen else ["-m", worker.__name__])
        environment = QProcessEnvironment.systemEnvironment()
        for name, value in os.environ.items():
            environment.insert(name, value)
        environment.insert("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._take_in)
        process.finished.connect(lambda _code, _how: self._on_finished(process))
        process.errorOccurred.connect(lambda error: self._on_error(process, error))
        process.start()
        return process

    def _take_in(self) -> None:
        """Take in lines that have come, some at a time."""
        end = monotonic() + _TURN_S
        while self._process is not None and self._process.canReadLine():
            if monotonic() > end:
                self._going_on.start()
                return
            self._hear(decode(bytes(self._process.readLine().data())))

    def _hear(self, message: Any) -> None:
        if isinstance(message, Done):
            self._orders -= 1
        if isinstance(message, Defect):
            self.said.emit(Fault(type(message).__name__, _MISTAKEN))
            # Later: what came after it is to be heard, too.
            QTimer.singleShot(0, self, partial(_report, message))
        elif isinstance(message, Fault) and message.told is not None:
            text = said(ConstellationError.of_data(message.told))
            self.said.emit(replace(message, text=text))
        else:
            self.said.emit(message)

    def _on_error(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_finished(process)

    def _on_finished(self, process: QProcess) -> None:
        self._forget(process)
        if process is not self._process:
            return
        while process is self._process and process.canReadLine():
            self._hear(decode(bytes(process.readLine().data())))
        if process is self._process:
            self._process = None
            process.deleteLater()
            if self._orders:
                self._orders = 0
                self.said.emit(Fault("Ended", _ENDED))
                self.said.emit(Done())


def _report(defect: Defect) -> None:
    """Raise what the other process could not handle; the text quotes nothing of a session."""
    places = " < ".join(reversed(defect.places))
    raise RuntimeError(f"{defect.kind} in the process that imports: {places}")
