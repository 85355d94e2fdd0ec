"""Driver: a person walks through a large store, from the first projects to a huge file."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from constellation_gui.main_window import MainWindow
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.models.projects_model import ProjectsModel
from constellation_gui.place import Place, Tab
from constellation_gui.views.events_table import EventsTable
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.path_list import PathList
from constellation_gui.views.rows_view import RowsView
from tests.benchmarks.driver import Finding, drive
from tests.benchmarks.generator import shape_of
from tests.benchmarks.stores import messages_of
from tests.benchmarks.walking import Walk, found, let_pass
from tests.benchmarks.watching import resident_bytes, wait_until

# Names of steps that have bars of their own.
CLICK_AGENT = "click the agent of the longest transcript"
CLICK_TREE = "click the project that is a deep tree"
FOLLOW_LINK = "follow a link to a huge file"

_FRAMES = 300
_DRAGS = 50
_IDLE_S = 2.0


class Browse:
    """Opens, types, clicks and scrolls."""

    def __init__(self, window: MainWindow) -> None:
        self._shape = shape_of(messages_of(Path(sys.argv[1])))
        self._walk = Walk(window)

    def run(self) -> Finding:
        """Return what `Walk` noted, the frames' times, memory, and an idle loop's standstill."""
        walk = self._walk
        wait_until(lambda: walk.window.store is not None, "the store")
        walk.settle()
        walk.note("open the store")
        self._go_to_project(0, self._shape.long_project, "click a project")
        self._go_to_agent()
        frames = self._scroll_transcript()
        self._read_files()
        self._read_events()
        self._go_to_project(1, self._shape.tree_project, CLICK_TREE)
        self._open_tree()
        self._compare_huge_file()
        memory = resident_bytes()
        walk.note(None)
        let_pass(_IDLE_S)
        return {
            "stalls": walk.stalls,
            "painted": walk.painted,
            "idle": walk.note(None),
            "frame_p99": statistics.quantiles(frames, n=100)[-1],
            "resident": memory,
        }

    def _go_to_project(self, number: int, project: str, step: str) -> None:
        walk, panes = self._walk, self._walk.panes
        model = found(panes.projects, ProjectsModel)
        walk.type_into(found(panes.projects, QLineEdit, "project-filter"), f"Project {number}")
        wait_until(lambda: model.row_of(project) is not None, "the project")
        walk.settle()
        walk.note("filter the projects")
        row = model.row_of(project)
        assert row is not None
        agents = found(panes.agents, AgentsModel)
        walk.click(
            found(panes.projects, RowsView), model.index(row, 0), step,
            found(panes.agents, RowsView).viewport(),
            lambda: agents.project_id == project and agents.loaded,
        )  # fmt: skip

    def _go_to_agent(self) -> None:
        walk, panes = self._walk, self._walk.panes
        messages, model = panes.transcript.messages, panes.transcript.model
        agent = self._shape.long_agent

        def seen() -> bool:
            first, last = messages.column.rows_seen()
            return (
                model.agent_id == agent
                and first <= last
                and all(model.loaded(row) is not None for row in range(first, last + 1))
            )

        index = found(panes.agents, AgentsModel).index_of(agent)
        walk.click(found(panes.agents, RowsView), index, CLICK_AGENT, messages.viewport(), seen)
        wait_until(lambda: model.complete, "the whole transcript")
        walk.note("read all of the transcript's keys")
        walk.until_painted(
            lambda: QTest.keyClick(messages, Qt.Key.Key_End),
            "go to the last message", messages.viewport(),
            lambda: seen() and messages.column.rows_seen()[1] == model.rowCount() - 1,
        )  # fmt: skip

    def _scroll_transcript(self) -> list[float]:
        walk, messages = self._walk, self._walk.panes.transcript.messages
        QTest.keyClick(messages, Qt.Key.Key_Home)
        frames = walk.scroll(messages.viewport(), _FRAMES, "scroll the transcript")
        bar = messages.verticalScrollBar()
        for step in range(1, _DRAGS):
            position = bar.minimum() + (bar.maximum() - bar.minimum()) * step // _DRAGS
            bar.setSliderPosition(position)  # as the mouse does; the value is the list's
            let_pass(0.016)
        walk.settle()
        walk.note("drag the transcript's scroll bar")
        return frames

    def _read_files(self) -> None:
        walk, panes = self._walk, self._walk.panes
        walk.turn_to(Tab.FILES)
        walk.note("turn to the files")
        paths, lines = found(panes.files, PathList), found(panes.files, LinesView)
        paths.show_all_of_project()
        walk.settle()
        walk.note("list all files of the project")
        index = paths.model.index(0, 0)
        while index.isValid() and (
            paths.model.node(index).entry is None or index == paths.tree.currentIndex()
        ):
            index = paths.tree.indexBelow(index)
        assert index.isValid(), "no other file is in sight"
        walk.click(
            paths.tree, index, "click a file",
            lines.viewport(), lambda: lines.model().rowCount() > 0,
        )  # fmt: skip

    def _read_events(self) -> None:
        walk = self._walk
        walk.turn_to(Tab.EVENTS)
        walk.note("turn to the events")
        table = found(walk.panes.events, EventsTable)
        walk.scroll(table.viewport(), _FRAMES, "scroll the events")

    def _open_tree(self) -> None:
        walk, agents = self._walk, self._walk.panes.agents
        button = found(agents, QAbstractButton, "expand-all")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        walk.settle()
        walk.note("open the whole tree")
        walk.scroll(found(agents, RowsView).viewport(), _FRAMES, "scroll the tree")

    def _compare_huge_file(self) -> None:
        walk, panes, shape = self._walk, self._walk.panes, self._shape
        lines = found(panes.files, LinesView)
        panes.go(Place(project=shape.huge_project, tab=Tab.EVENTS))
        walk.settle()
        link = Place(project=shape.huge_project, output=shape.huge_output, tab=Tab.FILES)
        walk.until_painted(
            lambda: panes.go(link), FOLLOW_LINK, lines.viewport(),
            lambda: lines.model().rowCount() > shape.huge_lines // 20,
        )  # fmt: skip
        walk.scroll(lines.viewport(), _FRAMES, "scroll a huge file's changes")


if __name__ == "__main__":
    drive(Browse)
