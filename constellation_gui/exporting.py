"""Exporting: what, where to, how far, and what came of it.

What finds secrets, and the dialog, are loaded when somebody exports: not at every start.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from constellation_db import Cancellation
from constellation_gui.explaining import RETRY
from constellation_gui.file_dialogs import save_dialog
from constellation_gui.formatting import size
from constellation_gui.jobs import Progress
from constellation_gui.notice import Step
from constellation_gui.place import Place
from constellation_gui.queries import Runner
from constellation_gui.sample_store import sample_path
from constellation_gui.shown_work import ShownWork
from constellation_gui.store_facts import short_path
from constellation_gui.views.banner import BannerArea
from constellation_gui.views.status_bar import StatusBar, WorkPanel
from constellation_gui.wording import tr

if TYPE_CHECKING:
    from constellation_db.exporting.request import Request
    from constellation_db.exporting.summary import Summary
    from constellation_gui.views.export_dialog import ExportDialog

_FILTERS = {
    "html": tr("Web pages (*.html)"),
    "markdown": tr("Markdown (*.md)"),
    "json": tr("JSON (*.json)"),
    "csv": tr("Tables (*.csv)"),
    "store": tr("Stores (*.db)"),
}
_LONGEST_NAME = 60  # characters


class Exporting(ShownWork):
    """Asks what to export and where to, writes it in the background, and says what it did.

    `store_asked` gives the path of a small store that the person wants to see.
    """

    store_asked = Signal(object)

    def __init__(self, status: StatusBar, banners: BannerArea, window: QWidget) -> None:
        super().__init__("export", status, banners, window)
        self._dialogs: set[ExportDialog] = set()  # with those that are closed, and still end
        self._folder: Path | None = None

    def ask(self, queries: Runner, place: Place) -> None:
        """Ask what of a place to export, and as what."""
        from constellation_gui.views.export_dialog import ExportDialog

        if self.running:
            return
        self.close_dialog()
        dialog = ExportDialog(queries, place, self._window)
        store = queries.database.path
        dialog.export_asked.connect(partial(self.ask_where, store))
        dialog.finished.connect(lambda _how: dialog.preview.leave(partial(self._forget, dialog)))
        self._dialogs.add(dialog)
        dialog.open()

    def close_dialog(self) -> None:
        """Ask no more: the store is left."""
        for dialog in tuple(self._dialogs):
            if dialog.isVisible():
                dialog.reject()

    def _forget(self, dialog: ExportDialog) -> None:
        self._dialogs.discard(dialog)
        dialog.deleteLater()

    def ask_where(self, store: Path, request: Request, name: str) -> None:
        """Ask where to write what was chosen, then begin."""
        from constellation_db.exporting.request import SUFFIXES

        # Nobody looks for an export of the sample in the cache.
        folder = self._folder or (Path.home() if store == sample_path() else store.parent)
        dialog = save_dialog(
            self._window,
            tr("Export"),
            folder,
            name=_file_name(name) + SUFFIXES[request.format],
            accept=tr("Export"),
            kind=_FILTERS[request.format],
        )
        dialog.setObjectName("export-file-dialog")
        dialog.fileSelected.connect(lambda path: self.begin(store, request, Path(path), name))
        dialog.open()

    def begin(self, store: Path, request: Request, target: Path, name: str) -> None:
        """Write what was asked for to `target`."""
        if self.running:
            return

        from constellation_gui.export_process import export_elsewhere

        def work(progress: Progress, cancel: Cancellation) -> Summary:
            return export_elsewhere(store, request, target, progress, cancel)

        self._folder = target.parent
        self._start(
            work,
            tr("Exporting to {name}").format(name=target.name),
            done=partial(self._on_done, request),
            cancelled=tr("Export cancelled; nothing was left behind"),
            steps=(
                Step(RETRY, partial(self.begin, store, request, target, name)),
                Step(tr("Another Place…"), partial(self.ask_where, store, request, name)),
            ),
        )

    def wait(self) -> None:
        """Block until no thread exports or looks."""
        for dialog in tuple(self._dialogs):
            dialog.preview.wait()
        super().wait()

    def _on_done(self, request: Request, panel: WorkPanel, summary: Summary) -> None:
        from constellation_db.exporting.summary import redaction_words

        path = summary.path
        assert path is not None
        words = tr("Exported to {path}: {size}")
        if request.redact:
            words = tr("Exported to {path}: {size}; {removed} taken out")
        removed = redaction_words(summary.findings) or tr("nothing")
        told = words.format(path=short_path(path), size=size(summary.size), removed=removed)
        file, folder = (QUrl.fromLocalFile(str(each)) for each in (path, path.parent))
        shows = Step(tr("Show Folder"), lambda: QDesktopServices.openUrl(folder))
        opens = Step(tr("Open"), lambda: QDesktopServices.openUrl(file))
        if request.format == "store":
            opens = Step(tr("Open"), partial(self.store_asked.emit, path))
        panel.finish(told, opens, shows)


def _file_name(name: str) -> str:
    """Return a name that every file system takes."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.")[:_LONGEST_NAME] or "export"
