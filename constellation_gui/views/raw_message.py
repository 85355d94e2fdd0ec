"""A message as it is stored: every column, in a window of its own that blocks nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from constellation_db import ConstellationError, Database, Key, StoredValue
from constellation_gui import theme
from constellation_gui.file_dialogs import file_dialog
from constellation_gui.formatting import short_id, size
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.lane import Lane
from constellation_gui.models.raw_sheet import RawSheet
from constellation_gui.queries import Runner
from constellation_gui.views.lines_view import LinesView
from constellation_gui.wording import tr

_TEXTS = ("text", "blob")


class RawMessage(QDialog):
    """Shows one message's row; long columns up to a limit, and whole in a file.

    `failed` gives an error of the store or of the disk.
    """

    failed = Signal(object)

    def __init__(self, queries: Runner, message_id: str, key: Key, parent: QWidget) -> None:
        super().__init__(parent)
        self._queries = queries
        self._key = key
        self._reading, self._saving = Lane(queries), Lane(queries)
        self.setObjectName("raw-message")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Message {id} as Stored").format(id=short_id(message_id)))
        self.resize(220 * theme.GRID, 140 * theme.GRID)
        self._model = DiffModel(queries, self)
        self._lines = LinesView(self._model, self)
        self._lines.setAccessibleName(tr("Columns as stored"))
        self._lines.copy_wanted.connect(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2 * theme.GRID)
        column.addWidget(self._lines, 1)
        column.addWidget(self._buttons())
        for lane in (self._reading, self._saving):
            self.destroyed.connect(lane.cancel)
        self._reading.run(
            partial(_read, queries.database, key), deliver=self._show, failed=self.failed.emit
        )

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setContentsMargins(3 * theme.GRID, 0, 3 * theme.GRID, 0)
        buttons.rejected.connect(self.close)
        self._copies = QPushButton(tr("Copy All"), self)
        self._saves = QPushButton(tr("Save Column"), self)
        self._saves.setMenu(QMenu(self._saves))
        for button, what in ((self._copies, "copy-raw"), (self._saves, "save-raw")):
            button.setObjectName(what)
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self._copies.clicked.connect(self._copy_all)
        return buttons

    def _show(self, found: tuple[RawSheet, list[StoredValue]]) -> None:
        sheet, values = found
        self._model.show(sheet)
        menu = self._saves.menu()
        for value in values:
            if value.type in _TEXTS and value.size:
                action = menu.addAction(f"{value.column} ({size(value.size)})…")
                action.triggered.connect(lambda _on, name=value.column: self._ask_where(name))
        self._saves.setEnabled(bool(menu.actions()))
        self._lines.setFocus()

    # -- Copying and saving ------------------------------------------------------------------------

    def _copy(self) -> None:
        text = self._lines.selected_text()
        QGuiApplication.clipboard().setText("" if text is None else text())

    def _copy_all(self) -> None:
        sheet = self._model.sheet
        lines = []
        for row in range(len(sheet)):
            shown = sheet.shown(row)
            if shown.line.hunk is not None:
                lines.append(f"\n{shown.text}\n" if row else f"{shown.text}\n")
            else:
                lines.append(sheet.raw(row).decode("utf-8", "replace"))
        QGuiApplication.clipboard().setText("".join(lines))

    def _ask_where(self, column: str) -> None:
        dialog = file_dialog(self, tr("Save {column}").format(column=column), Path.home())
        dialog.setObjectName("save-column")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{column}.txt")
        dialog.fileSelected.connect(lambda path: self._save(column, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, column: str, target: Path) -> None:
        self._saves.setEnabled(False)
        self._saving.run(
            partial(_write, self._queries.database, self._key, column, target),
            deliver=lambda _done: self._saves.setEnabled(True),
            failed=self.failed.emit,
        )


def _read(database: Database, key: Key) -> tuple[RawSheet, list[StoredValue]]:
    values = database.history.stored(key)
    return RawSheet(values), values


def _write(database: Database, key: Key, column: str, target: Path) -> None:
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with unfinished.open("wb") as file:
            for piece in database.history.pieces(key, column):
                file.write(piece)
        unfinished.replace(target)
    except OSError as error:
        said = tr("{file} could not be written: {reason}.")
        raise ConstellationError(said.format(file=target, reason=error.strerror)) from error
    finally:
        unfinished.unlink(missing_ok=True)
