"""Long work beside the window: one thread, progress, cancelling, and what came of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from constellation_db import Cancellation, Cancelled, ConstellationError
from constellation_db.faults import translate
from constellation_gui.wording import tr

Progress = Callable[[int, int], None]

# Often enough to look alive; a backup reports thousands of steps.
_REPORT_EVERY_S = 0.05


class Job(QObject):
    """One piece of long work in a thread of its own; its signals arrive on this object's thread.

    Exactly one of `succeeded` (with what the work returned), `failed` (with the world's fault) and
    `cancelled` is emitted, then `ended`. A defect of ours is raised again on this object's thread.
    """

    progressed = Signal(float)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    _done = Signal()

    def __init__(
        self,
        work: Callable[[Progress, Cancellation], Any],
        *,
        name: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.cancellation = Cancellation()
        self.running = False
        self._work = work
        self._reported = 0.0
        self._result: Any = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=name)
        self._done.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def start(self) -> Job:
        """Begin."""
        self.running = True
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` says when it has, unless it was done before."""
        self.cancellation.cancel()

    def wait(self) -> None:
        """Block until the work has ended and its outcome was told."""
        if self.running:
            self._thread.join()
            self._settle()

    def _run(self) -> None:
        try:
            self._result = self._work(self._report, self.cancellation)
        except OSError as error:  # a file of the world's that the work touched itself
            self._error = translate(error, Path(error.filename or tr("The file"))) or error
        except BaseException as error:
            self._error = error
        self._done.emit()

    def _report(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._reported >= _REPORT_EVERY_S or done >= total:
            self._reported = now
            self.progressed.emit(done / total if total else 1.0)

    def _settle(self) -> None:
        if not self.running:
            return  # `wait` was faster than the event
        # The thread has nothing left to do, but whoever counts threads must not see it.
        self._thread.join()
        self.running = False
        try:
            self._tell()
        finally:
            self.ended.emit()

    def _tell(self) -> None:
        result, error = self._result, self._error
        self._result = self._error = None
        if error is None:
            self.succeeded.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        elif isinstance(error, ConstellationError):
            self.failed.emit(error)
        else:
            raise error
