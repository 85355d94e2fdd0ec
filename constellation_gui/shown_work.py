"""Long work that a person asked for: one piece at a time, shown in the status bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from constellation_db import Cancellation, ConstellationError
from constellation_gui.jobs import Job, Progress
from constellation_gui.notice import Notice, Step
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.status_bar import StatusBar, WorkPanel
from constellation_gui.wording import said


class ShownWork(QObject):
    """Does work of one kind in the background, and shows how far it is and what came of it.

    `running_changed` tells whether some is under way. What fails is told in a banner, `about` this
    kind of work.
    """

    running_changed = Signal(bool)

    def __init__(self, about: str, status: StatusBar, banners: BannerArea, window: QWidget) -> None:
        super().__init__(window)
        self._about = about
        self._status = status
        self._banners = banners
        self._window = window
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether some is under way."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop it; nothing of it remains."""
        if self._job is not None:
            self._job.cancel()

    def wait(self) -> None:
        """Block until no thread is at work, and what came of it was told."""
        if self._job is not None:
            self._job.wait()

    def _start(
        self,
        work: Callable[[Progress, Cancellation], Any],
        caption: str,
        *,
        done: Callable[[WorkPanel, Any], object],
        cancelled: str,
        steps: tuple[Step, ...],
    ) -> Job:
        """Begin `work`, called what `caption` says; `steps` are what may be done when it fails."""
        self._banners.dismiss(self._about)
        panel = self._status.begin(caption)
        job = self._job = Job(work, name=self._about, parent=self)
        panel.cancel_asked.connect(job.cancel)
        job.progressed.connect(panel.advance)
        job.succeeded.connect(partial(done, panel))
        job.failed.connect(partial(self._on_failed, steps))
        job.cancelled.connect(partial(panel.finish, cancelled, sign="info"))
        job.ended.connect(partial(self._on_ended, panel))
        job.ended.connect(job.deleteLater)
        self.running_changed.emit(True)
        return job.start()

    def _on_failed(self, steps: tuple[Step, ...], error: ConstellationError) -> None:
        self._banners.tell(Notice(self._about, "error", said(error), steps))

    def _on_ended(self, panel: WorkPanel) -> None:
        self._job = None
        if not panel.finished:  # it failed: a banner says so, or a report
            self._status.end(panel)
        self.running_changed.emit(False)
