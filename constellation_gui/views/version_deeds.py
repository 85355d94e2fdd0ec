"""What can be done with a version beside reading it: save it, copy it, open it elsewhere."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from constellation_db import ConstellationError, OutputRow
from constellation_gui.file_dialogs import save_dialog
from constellation_gui.formatting import moment, one_line, size, visible
from constellation_gui.models.blame_intents import Intent, intent_of
from constellation_gui.models.blame_sheet import UNTOLD
from constellation_gui.models.lane import Lane
from constellation_gui.models.version_copies import (
    Saved,
    is_passive,
    name_for,
    save_version,
    temporary_copy,
    text_of_version,
)
from constellation_gui.notice import Notice, Step
from constellation_gui.place import Place
from constellation_gui.queries import Runner
from constellation_gui.wording import said, tr

ABOUT = "version"

_COULD_RUN = tr(
    "An agent wrote it, and a file of this kind may run what is in it. As a text it only shows."
)

_UNFOLLOWED = tr("{version} could not be followed. {problem}")
_UNCOPIED = tr("{version} could not be copied. {problem}")
_UNOPENED = tr("{version} could not be opened. {problem}")


class VersionDeeds(QObject):
    """Saves versions, copies them, and opens copies of them with the desktop's programs.

    `noticed` gives a `Notice` that says what came of it, `place_chosen` the place of the message
    that wrote one. Copies for other programs are for reading
    only, and gone with the window.
    """

    noticed = Signal(object)
    place_chosen = Signal(object)

    def __init__(self, queries: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._database = queries.database
        self._queries = queries
        self._copying, self._going = Lane(queries), Lane(queries)
        self._folder = Path.home()
        self._copies: Path | None = None  # a folder that is this person's alone

    # -- To the message --------------------------------------------------------------------------

    def go_to_message(self, row: OutputRow) -> None:
        """Go to the message whose call wrote a version, as far as the store tells."""
        self._going.run(
            partial(intent_of, self._database, row),
            deliver=self._go,
            failed=partial(self._tell_failure, _UNFOLLOWED, row),
        )

    def _go(self, intent: Intent | None) -> None:
        if intent is None:
            self.noticed.emit(Notice(ABOUT, "info", UNTOLD))
        else:
            self.place_chosen.emit(Place(agent=intent.agent_id, message=intent.message_id))

    # -- To a file -------------------------------------------------------------------------------

    def ask_where_to_save(self, row: OutputRow) -> None:
        """Ask where to, then save; a file that is there gives way only if the person says so."""
        dialog = save_dialog(
            self._window,
            tr("Save This Version"),
            self._folder,
            name=name_for(row),
            accept=tr("Save"),
        )
        dialog.setObjectName("save-version")
        dialog.fileSelected.connect(lambda name: self.save(row, Path(name)))
        dialog.open()

    def save(self, row: OutputRow, target: Path) -> None:
        """Write a version to `target`, whole or not at all."""
        self._folder = target.parent
        self._queries.run(  # beside others that are being saved
            partial(save_version, self._database, row, target),
            deliver=self._tell_saved,
            failed=partial(self._tell_unsaved, row, target),
        )

    def _tell_saved(self, saved: Saved) -> None:
        folder = QUrl.fromLocalFile(str(saved.target.parent))
        text = tr("{version} is saved as {file}: {size}").format(
            version=_named(saved.row), file=saved.target, size=size(saved.size)
        )
        show = Step(tr("Show Folder"), lambda: QDesktopServices.openUrl(folder))
        self.noticed.emit(Notice(ABOUT, "info", text, (show,)))

    def _tell_unsaved(self, row: OutputRow, target: Path, problem: ConstellationError) -> None:
        steps = (
            Step(tr("Try Again"), partial(self.save, row, target)),
            Step(tr("Another Place…"), partial(self.ask_where_to_save, row)),
        )
        text = tr("{version} was not saved. {problem}")
        text = text.format(version=_named(row), problem=said(problem))
        self.noticed.emit(Notice(ABOUT, "error", text, steps))

    # -- To the clipboard ------------------------------------------------------------------------

    def copy(self, row: OutputRow) -> None:
        """Put the content of a version on the clipboard."""
        self._copying.run(
            partial(text_of_version, self._database, row),
            deliver=QGuiApplication.clipboard().setText,
            failed=partial(self._tell_failure, _UNCOPIED, row),
        )

    # -- To another program ----------------------------------------------------------------------

    def open(self, row: OutputRow) -> None:
        """Open a copy of a version; what could run opens as a text, after a question."""
        name = name_for(row)
        if is_passive(name):
            self._open_copy(row, name)
            return
        box = QMessageBox(
            QMessageBox.Icon.NoIcon,
            tr("Open a Copy"),
            tr("Open {name} as a text?").format(name=one_line(name, 80)),
            QMessageBox.StandardButton.NoButton,
            self._window,
        )
        box.setObjectName("open-version")
        box.setTextFormat(Qt.TextFormat.PlainText)
        called = tr("The copy will be called {name}.").format(name=f"{visible(name)}.txt")
        box.setInformativeText(f"{_COULD_RUN} {called}")
        opens = box.addButton(tr("Open as Text"), QMessageBox.ButtonRole.AcceptRole)
        opens.setObjectName("open-as-text")
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(opens)
        box.setEscapeButton(keep)
        opens.clicked.connect(lambda: self._open_copy(row, f"{name}.txt"))
        box.finished.connect(box.deleteLater)
        box.open()

    def _open_copy(self, row: OutputRow, name: str) -> None:
        try:
            if self._copies is None:
                self._copies = Path(tempfile.mkdtemp(prefix="constellation-"))
                weakref.finalize(self, _remove, self._copies)
        except OSError as error:
            said = tr("No temporary folder can be made: {reason}.")
            problem = ConstellationError(said.format(reason=error.strerror))
            self._tell_failure(_UNOPENED, row, problem)
            return
        self._queries.run(
            partial(temporary_copy, self._database, row, self._copies, name),
            deliver=partial(self._show_copy, row),
            failed=partial(self._tell_failure, _UNOPENED, row),
        )

    def _show_copy(self, row: OutputRow, copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            text = tr("No program was found that opens {name}.").format(name=visible(copy.name))
            again = Step(tr("Save As…"), partial(self.ask_where_to_save, row))
            self.noticed.emit(Notice(ABOUT, "info", text, (again,)))

    def _tell_failure(self, sentence: str, row: OutputRow, problem: ConstellationError) -> None:
        text = sentence.format(version=_named(row), problem=said(problem))
        step = Step(tr("Save As…"), partial(self.ask_where_to_save, row))
        self.noticed.emit(Notice(ABOUT, "error", text, (step,)))


def _remove(copies: Path) -> None:
    for copy in copies.glob("*/*"):
        copy.chmod(0o600)  # on Windows, what is for reading only stays
    shutil.rmtree(copies, ignore_errors=True)


def _named(row: OutputRow) -> str:
    named = tr("{name} as of {time}")
    return named.format(name=one_line(name_for(row), 80), time=moment(row.created_at))
