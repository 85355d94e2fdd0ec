"""Driver: a person goes through files: a long history, all that a run changed, very many paths."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from constellation_gui.main_window import MainWindow
from constellation_gui.models.blame_sheet import BlameSheet
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.file_orders import USUAL, FileOrder
from constellation_gui.models.files_model import FilesModel
from constellation_gui.models.path_tree import PathTree
from constellation_gui.place import Place, Tab
from constellation_gui.views.diff_view import DiffView
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.views.path_bar import PathBar
from constellation_gui.views.review_list import ReviewList
from tests.benchmarks import histories
from tests.benchmarks.driver import Finding, drive
from tests.benchmarks.walking import Walk, found, let_pass
from tests.benchmarks.watching import PaintWatch, wait_until

# Names of steps that have lines of their own.
BLAME = "blame a long history"
REVIEW = "review a run"
WIDE_REVIEW = "review many files"
FILES = "list many files"
FLAT = "list them without folders"
BY_AUTHOR = "sort them by author"
BY_LINES = "sort them by lines added"

_LOOKED_ON_S = 3.0


class Files:
    """Blames, reviews, lists."""

    def __init__(self, window: MainWindow) -> None:
        self._walk = Walk(window)

    def run(self) -> Finding:
        """Return what `Walk` noted, and an idle loop's standstill."""
        walk = self._walk
        wait_until(lambda: walk.window.store is not None, "the store")
        walk.settle()
        self._blame()
        self._list()
        self._begin_reviews()
        self._review(histories.RUN, histories.WRITER, REVIEW)
        self._review(histories.WIDE, None, WIDE_REVIEW)
        walk.panes.go(Place())  # nothing is counted any more
        walk.settle()
        walk.note(None)
        let_pass(_LOOKED_ON_S)
        return {"painted": walk.painted, "stalls": walk.stalls, "idle": walk.note(None)}

    def _blame(self) -> None:
        walk, panes = self._walk, self._walk.panes
        panes.go(Place(project=histories.HISTORY, output=histories.NEWEST, tab=Tab.FILES))
        diff = found(panes.files, DiffView)
        wait_until(lambda: found(diff, DiffModel).rowCount(), "the diff")
        walk.settle()
        walk.until_painted(
            lambda: _press(diff, "show-blame"), BLAME, found(diff, LinesView).viewport(),
            lambda: isinstance(found(diff, DiffModel).sheet, BlameSheet),
        )  # fmt: skip

    def _list(self) -> None:
        panes = self._walk.panes
        tree = found(panes.files, OutlineTree, "files")
        self._until_listed(
            lambda: panes.go(Place(project=histories.WIDE, tab=Tab.FILES)), FILES, tree
        )
        bar, model = found(panes.files, PathBar), found(panes.files, FilesModel)
        self._until_listed(lambda: _press(bar, "level"), FLAT, tree, lambda: model.tree.flat)
        for by, step in (("author", BY_AUTHOR), ("added", BY_LINES)):
            order, before = FileOrder(by, descending=True), model.tree
            self._until_listed(
                partial(bar.orders.choose, order), step, tree, partial(_is_other, model, before)
            )
        bar.orders.choose(USUAL)  # nothing is counted any more
        self._walk.settle()

    def _begin_reviews(self) -> None:
        """Have the view of changes made, on the one file, before it is timed."""
        self._walk.panes.go(Place(project=histories.HISTORY, tab=Tab.FILES))
        self._walk.panes.show_changes()
        self._walk.settle()

    def _review(self, project: str, agent: str | None, step: str) -> None:
        walk, panes = self._walk, self._walk.panes
        panes.files.leave_changes()
        panes.go(Place(project=project, agent=agent, tab=Tab.FILES))
        walk.settle()
        tree = found(found(panes.files, ReviewList), OutlineTree)
        self._until_listed(panes.show_changes, step, tree)

    def _until_listed(
        self,
        do: Callable[[], object],
        step: str,
        tree: OutlineTree,
        when: Callable[[], bool] = lambda: True,
    ) -> None:
        """Do something that lists files, and look on for a while: lines are counted on and on."""
        walk, model = self._walk, tree.model()
        walk.note(None)
        watch = PaintWatch(tree.viewport(), lambda: model.rowCount() > 0 and when())
        began = time.monotonic()
        do()
        wait_until(lambda: watch.times, step)
        walk.painted[step] = watch.times[0] - began
        watch.deleteLater()
        let_pass(_LOOKED_ON_S)
        walk.note(step)


def _is_other(model: FilesModel, tree: PathTree) -> bool:
    return model.tree is not tree


def _press(within: QWidget, name: str) -> None:
    QTest.mouseClick(found(within, QToolButton, name), Qt.MouseButton.LeftButton)


if __name__ == "__main__":
    drive(Files)
