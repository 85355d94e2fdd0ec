"""Tells a person of our own defects, on the window in use, and leaves that window usable."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from constellation_gui.log_access import open_log
from constellation_gui.notice import Notice, Step
from constellation_gui.shell import Shell
from constellation_gui.views.problem_dialog import ENDED, WENT_WRONG, ProblemDialog
from constellation_gui.wording import tr

_TOLD = tr("Constellation ended unexpectedly the last time. A report of it was kept.")


class Reporting(QObject):
    """Shows reports in one dialog; `window` gives the window to show them on, None for none."""

    def __init__(self, window: Callable[[], Shell | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._dialog: ProblemDialog | None = None

    def show(self, report: str) -> None:
        """Show what went wrong just now, below what went wrong before."""
        self._show(report, WENT_WRONG)

    def tell_of_crash(self, report: str) -> None:
        """Say that an earlier process crashed, and offer the report."""
        window = self._window()
        if window is not None:
            step = Step(tr("Show Report"), lambda: self._show(report, ENDED))
            window.banners.tell(Notice("crash", "warning", _TOLD, (step,)))

    def _show(self, report: str, sentence: str) -> None:
        window = self._window()
        if window is None:
            return
        if self._dialog is None:
            dialog = self._dialog = ProblemDialog(sentence, window)
            dialog.log_asked.connect(lambda: open_log(window.banners))
            dialog.finished.connect(dialog.deleteLater)
            # By its own button, or with its window.
            for gone in (dialog.finished, dialog.destroyed):
                gone.connect(lambda: self._forget(dialog))
        self._dialog.add(report)
        self._dialog.show()

    def _forget(self, dialog: ProblemDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
