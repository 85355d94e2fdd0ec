"""Driver: a person finds their way among thousands of projects and agents, and looks at many."""

from __future__ import annotations

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from constellation_gui.main_window import MainWindow
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.models.project_rows import PROJECT_COLUMNS
from constellation_gui.models.projects_model import ProjectsModel
from constellation_gui.place import Place, Tab
from constellation_gui.views.rows_view import RowsView
from tests.benchmarks.driver import Finding, drive
from tests.benchmarks.generator import shape_of
from tests.benchmarks.stores import messages_of
from tests.benchmarks.walking import Walk, found, let_pass
from tests.benchmarks.watching import PaintWatch, resident_bytes, wait_until

# Names of steps that have bars of their own.
FIRST_ROWS = "first rows of the projects"
PALETTE = "the palette finds an agent"
NEXT_FAILED = "go to the next failed agent"

_FILTER = "4711"
_LARGEST = """
    SELECT agents.project_id, agents.id FROM agents
    JOIN (SELECT agent_id, count(*) AS messages FROM agent_history GROUP BY agent_id)
        ON agent_id = agents.id
    GROUP BY agents.project_id ORDER BY sum(messages) DESC LIMIT 10
"""


class Frame:
    """Filters, sorts, jumps, and visits the largest projects."""

    def __init__(self, window: MainWindow) -> None:
        self._store = Path(sys.argv[1])
        self._shape = shape_of(messages_of(self._store))
        self._window = window
        self._opened = time.monotonic()
        window.opener.opened.connect(self._on_opened)
        self._watch: PaintWatch | None = None
        self._walk = Walk(window)

    def _on_opened(self) -> None:
        model = found(self._walk.panes.projects, ProjectsModel)
        rows = found(self._walk.panes.projects, RowsView)
        self._opened = time.monotonic()
        self._watch = PaintWatch(rows.viewport(), lambda: model.loaded and model.rowCount() > 0)

    def run(self) -> Finding:
        """Return what `Walk` noted, each keystroke's and each order's time, and memory."""
        walk = self._walk
        wait_until(lambda: self._watch is not None and self._watch.times, "the projects")
        assert self._watch is not None
        walk.painted[FIRST_ROWS] = self._watch.times[0] - self._opened
        walk.settle()
        walk.note("open the store")
        keys = self._filter()
        orders = self._sort()
        self._find()
        self._walk_tree()
        self._visit()
        return {
            "painted": walk.painted,
            "stalls": walk.stalls,
            "keys": keys,
            "orders": orders,
            "resident": resident_bytes(),
        }

    def _filter(self) -> list[float]:
        """Type into the filter, and return the seconds from each key to what it brings."""
        walk, projects = self._walk, self._walk.panes.projects
        model, box = found(projects, ProjectsModel), found(projects, QLineEdit, "project-filter")
        rows = found(projects, RowsView)
        taken = []
        for length in range(1, len(_FILTER) + 1):
            text = _FILTER[:length]
            watch = PaintWatch(
                rows.viewport(), lambda text=text: model.loaded and model.query.text == text
            )
            began = time.monotonic()
            QTest.keyClick(box, text[-1])
            wait_until(lambda watch=watch: watch.times, "the filtered projects")
            taken.append(watch.times[0] - began)
            watch.deleteLater()
            walk.settle()
        walk.note("type a filter")
        box.clear()
        walk.settle()
        walk.note("clear the filter")
        return taken

    def _sort(self) -> dict[str, float]:
        """Sort by each column, and return the seconds until all of the store is in that order."""
        walk, projects = self._walk, self._walk.panes.projects
        model, rows = found(projects, ProjectsModel), found(projects, RowsView)
        taken = {}
        for section, column in enumerate(PROJECT_COLUMNS):
            if column.order_by is None:
                continue
            watch = PaintWatch(
                rows.viewport(),
                lambda by=column.order_by: model.loaded and model.query.sort == by,
            )
            began = time.monotonic()
            rows.header().sectionClicked.emit(section)
            wait_until(lambda watch=watch: watch.times, f"the order by {column.title}")
            taken[column.title.lower()] = watch.times[0] - began
            watch.deleteLater()
            walk.settle()
        walk.note("sort the projects")
        return taken

    def _find(self) -> None:
        """Find an agent with the palette."""
        walk, window = self._walk, self._window
        agents = found(walk.panes.agents, AgentsModel)
        wanted = f"worker-{self._shape.agents - 1}"

        def find() -> None:
            window.commands["go.anything"].trigger()
            QTest.keyClicks(window.command_box, wanted)
            QTest.keyClick(window.command_box, Qt.Key.Key_Return)

        walk.until_painted(
            find, PALETTE, found(walk.panes.agents, RowsView).viewport(),
            lambda: walk.panes.place.agent is not None and agents.loaded
            and agents.project_id == walk.panes.place.project,
        )  # fmt: skip

    def _walk_tree(self) -> None:
        """Go from one failed agent to the next in the largest tree."""
        walk, panes = self._walk, self._walk.panes
        panes.go(Place(project=self._shape.tree_project, tab=panes.place.tab))
        agents, rows = found(panes.agents, AgentsModel), found(panes.agents, RowsView)
        wait_until(lambda: agents.whole, "all agents")
        walk.settle()
        walk.note("read all agents of the largest tree")
        before = panes.agents.selected_id()
        walk.until_painted(
            lambda: self._window.commands["agents.next-failed"].trigger(), NEXT_FAILED,
            rows.viewport(), lambda: panes.agents.selected_id() != before,
        )  # fmt: skip
        for action in ("agents.failed", "agents.failed"):
            self._window.commands[action].trigger()
            walk.settle()
        walk.note("show only what failed, and all again")
        viewport = rows.viewport()
        for _ in range(50):
            QTest.mouseMove(viewport, QPoint(viewport.width() - 60, 30))
            let_pass(0.005)
        walk.scroll(viewport, 100, "scroll the tree's timelines")

    def _visit(self) -> None:
        """Look at every tab of the ten largest projects."""
        walk, panes = self._walk, self._walk.panes
        with closing(sqlite3.connect(f"file:{self._store}?mode=ro", uri=True)) as connection:
            largest = connection.execute(_LARGEST).fetchall()
        walk.note(None)  # that was the benchmark's own standstill
        for project, agent in largest:
            for tab in Tab:
                panes.go(Place(project=project, agent=agent, tab=tab))
                walk.settle()
        walk.note("visit the ten largest projects")


if __name__ == "__main__":
    drive(Frame)
