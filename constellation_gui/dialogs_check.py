"""Tries the work that other processes do for a window, from the dialogs that people ask for it in.

A frozen application calls itself for each of these processes; whether it can is seen here alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPushButton, QWidget

from constellation_gui.main_window import MainWindow
from constellation_gui.open_store import OpenStore
from constellation_gui.place import Place
from constellation_gui.unattended import DidNotHappenError, settle, until
from constellation_gui.views.export_dialog import ExportDialog
from constellation_gui.views.import_sheet import ImportSheet

W = TypeVar("W", bound=QWidget)

_SAID = "Build a lighthouse"
_SESSION = {
    "type": "user", "uuid": "u1", "parentUuid": None, "sessionId": "s1",
    "cwd": "/home/ada/coast", "version": "2.0.0", "timestamp": "2026-03-01T10:00:00.000Z",
    "message": {"role": "user", "content": _SAID},
}  # fmt: skip


def index(window: MainWindow, store: OpenStore) -> None:
    """Build the search index from the menu, and drop it again."""
    kept = store.database.search_index
    window.commands["database.index"].trigger()
    until(lambda: not window.indexing.running, "the search index")
    _claim_quiet(window)
    _claim(kept.status().usable, "The search index cannot be used.")
    window.commands["database.drop-index"].trigger()
    _claim(not kept.exists, "The search index cannot be dropped.")


def export(window: MainWindow, store: OpenStore, place: Place, target: Path) -> None:
    """Export an agent's conversation from the dialog, without its secrets."""
    store.panes.go(place)
    settle(store)
    window.commands["file.export"].trigger()
    dialog = _shown(window, ExportDialog, "export")
    _child(dialog, QCheckBox, "export-redact").setChecked(True)
    begin = _child(dialog, QPushButton, "export-begin")
    until(begin.isEnabled, "what would be taken out")
    begin.click()
    files = _shown(window, QFileDialog, "export-file-dialog")
    # Typed: where the keyboard is, Qt lets nothing else change the name.
    _child(files, QLineEdit, "fileNameEdit").setText(str(target))
    files.accept()
    until(lambda: target.exists() and not window.exporting.running, "the export")
    _claim_quiet(window)
    _claim("</html>" in target.read_text(encoding="utf-8"), "The export is no page.")


def bring_in(window: MainWindow, store: OpenStore, folder: Path) -> None:
    """Import a session that lies in a folder, as if it had been dropped onto the window."""
    folder.mkdir()
    session = folder / "session.jsonl"
    session.write_text(json.dumps(_SESSION) + "\n", encoding="utf-8")
    agents = store.database.agents.count()
    window.sessions_dropped.emit([str(folder)])
    sheet = _shown(window, ImportSheet, "import")
    until(lambda: not sheet.choice.finding and sheet.choice.ready, "the sessions in a folder")
    _child(sheet, QPushButton, "import-import-button").click()
    until(lambda: not (sheet.choosing or window.bringing_in.running), "the import")
    _claim_quiet(window)
    _claim(store.database.agents.count() == agents + 1, "The session did not come into the store.")
    sheet.close()


def _shown(window: MainWindow, kind: type[W], name: str) -> W:
    def found() -> list[W]:
        return [each for each in window.findChildren(kind, name) if each.isVisible()]

    until(lambda: bool(found()), f"the dialog {name}")
    return found()[0]


def _child(widget: QWidget, kind: type[W], name: str) -> W:
    child = widget.findChild(kind, name)
    assert child is not None, name
    return child


def _claim(fact: object, otherwise: str) -> None:
    if not fact:
        raise DidNotHappenError(otherwise)


def _claim_quiet(window: MainWindow) -> None:
    """Say as the reason what the window tells of a failure."""
    for notice in window.banners.notices:
        raise DidNotHappenError(notice.text)
