"""The list of a review: its files as a tree or one below the other, with what changed in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QItemSelectionRange, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from constellation_db import ChangedPath
from constellation_gui.formatting import exact_count
from constellation_gui.icons import icon
from constellation_gui.models.review_model import ReviewModel
from constellation_gui.models.review_rows import REVIEW_COLUMNS
from constellation_gui.queries import Runner
from constellation_gui.views.column_fit import ColumnFit
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.views.pane_header import PaneHeader
from constellation_gui.wording import tr

_FIRST_LEVELS, _FIRST_ROWS = 60, 200
_FOLDING = (1, 3, 2)  # the state first, which the diff shows; then lines


class ReviewList(QWidget):
    """Files and the totals of all; `file_chosen` gives the one that the person chose.

    `patch_wanted` asks for a patch of the files that it gives, `patch_copied` for the same on the
    clipboard, `files_wanted` for the files themselves, `versions_wanted` for all versions of one.
    """

    file_chosen = Signal(object)
    versions_wanted = Signal(object)
    patch_wanted = Signal(object)
    patch_copied = Signal(object)
    files_wanted = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-list")
        self._quiet = False  # what is chosen now, the person did not choose
        self._kept: ChangedPath | None = None  # to be current again where rows stand otherwise
        self.model = ReviewModel(queries, self)
        self.tree = OutlineTree("changed files", tr("Changed files"), self.model, self)
        self._header = PaneHeader(tr("Changes"), self)
        self._fit = ColumnFit(self.tree, REVIEW_COLUMNS, folding=_FOLDING)
        self._flat = self._header.add_button(
            "level", tr("Whole paths, without folders"), self._flatten
        )
        self._flat.setCheckable(True)
        self._export = self._header.add_button(
            "export", tr("Export a patch of all files…"), lambda: self._ask(self.model.in_order())
        )
        self._save = self._header.add_button(
            "folder", tr("Save all files as they stood, into a new folder…"), self._want_files
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)
        self.model.modelReset.connect(self._begin)
        self.model.arrived.connect(self.describe)
        self.model.counting.connect(self.describe)
        self.tree.selectionModel().currentRowChanged.connect(self._choose)
        self.tree.activated.connect(self._choose)
        self.tree.menu_wanted.connect(self._offer)
        self.describe()

    # -- What is asked of it ---------------------------------------------------------------------

    def mark(self, path: str) -> bool:
        """Make a path the current row, in sight, without telling anybody; whether it is there."""
        index = self.model.index_of(path)
        if not index.isValid():
            return False
        self.tree.reveal(index)
        self._quiet = True
        self.tree.mark(index, scroll=True)
        self._quiet = False
        return True

    def current(self) -> ChangedPath | None:
        """Return the file at the current row, None for a folder."""
        index = self.tree.currentIndex()
        return self.model.node(index).changed if index.isValid() else None

    def step(self, step: int) -> None:
        """Choose the next file (1), or the one before (-1); the first if none is chosen."""
        files = self.model.in_order()
        current = self.current()
        at = files.index(current) + step if current in files else 0
        if 0 <= at < len(files) and self.mark(files[at].path):
            self.file_chosen.emit(files[at])

    def selected(self) -> list[ChangedPath]:
        """Return the files of the selected rows and of what stands below them, in order."""
        wanted: set[int] = set()
        selection = cast(Iterable[QItemSelectionRange], self.tree.selectionModel().selection())
        for found in selection:
            for row in range(found.top(), found.bottom() + 1):
                wanted.add(self.model.index(row, 0, found.parent()).internalId())
        return self.model.files_below(wanted)

    def describe(self, note: str = "") -> None:
        """Say how much there is; a `note` stands first until there is something new."""
        model = self.model
        files, (added, removed) = len(model.files), model.totals()
        said = [tr("%n file(s)", "", files)] if files else []
        if files:
            said.append(f"+{exact_count(added)} −{exact_count(removed)}")
            if model.counted < files:
                said.append(tr("counted in %n", "", model.counted))
        self._header.set_facts([note, *said] if note else said or [tr("Changes")])
        self._export.setEnabled(files > 0)
        self._save.setEnabled(files > 0)
        self._flat.setEnabled(files > 0)

    # -- What the person does --------------------------------------------------------------------

    def _begin(self) -> None:
        self.tree.open_levels(_FIRST_LEVELS, _FIRST_ROWS)
        if self._kept is not None:
            self.mark(self._kept.path)
            self._kept = None

    def _flatten(self) -> None:
        self._kept = self.current()
        self.model.set_flat(self._flat.isChecked())

    def _choose(self, index: QModelIndex) -> None:
        changed = self.model.node(index).changed if index.isValid() else None
        if changed is not None and not self._quiet:
            self.file_chosen.emit(changed)

    def _want_files(self) -> None:
        self.files_wanted.emit(self.model.in_order())

    def _ask(self, files: Sequence[ChangedPath]) -> None:
        self.patch_wanted.emit(files)

    def _offer(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            changed = self.model.node(index).changed
            if changed is not None:
                versions = menu.addAction(icon("file"), tr("Show its versions"))
                versions.triggered.connect(lambda: self.versions_wanted.emit(changed))
                menu.addSeparator()
                copy = menu.addAction(icon("copy"), tr("Copy path"))
                copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(changed.path))
            menu.addAction(icon("copy"), tr("Copy rows")).triggered.connect(self.tree.copy)
            patch = menu.addAction(icon("copy"), tr("Copy as patch"))
            patch.triggered.connect(lambda: self.patch_copied.emit(self.selected()))
            export = menu.addAction(icon("export"), tr("Export a patch of the selected…"))
            export.triggered.connect(lambda: self._ask(self.selected()))
            menu.addSeparator()
        menu.addAction(icon("expand-all"), tr("Expand all")).triggered.connect(self.tree.open_all)
        menu.addAction(icon("collapse-all"), tr("Collapse all")).triggered.connect(
            self.tree.collapseAll
        )
        menu.popup(place)
