"""Driver: a person looks at runs of a large store while another process writes them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from sqlalchemy import Engine, event

from constellation_gui.live import Live
from constellation_gui.main_window import MainWindow
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.models.columns import RowRole
from constellation_gui.models.projects_model import ProjectsModel
from constellation_gui.place import Place, Tab
from constellation_gui.views.rows_view import RowsView
from tests.benchmarks.driver import Finding, drive
from tests.benchmarks.generator import shape_of
from tests.benchmarks.stores import messages_of
from tests.benchmarks.walking import Walk, found, let_pass
from tests.benchmarks.watching import wait_until
from tests.busy_writer import Written, running

WRITES_S = 20.0
IDLE_S = 30.0


class Follow:
    """Chooses, expands and scrolls, then watches what comes, how late, and what moves."""

    def __init__(self, window: MainWindow) -> None:
        self._store = Path(sys.argv[1])
        self._shape = shape_of(messages_of(self._store))
        self._window = window

    def run(self) -> Finding:
        """Return what an idle window costs, and what following a conversation and a tree does."""
        shape = self._shape
        wait_until(lambda: self._window.store is not None, "the store")
        let_pass(3.0)
        idle = _idle()
        self._walk = walk = Walk(self._window)
        agents = walk.panes.queries.database.agents
        deep = agents.find_by_project_id(shape.tree_project, limit=300)[-1].id
        return {
            "idle": idle,
            "conversation": self._follow(shape.long_project, shape.long_agent),
            "tree": self._follow(shape.tree_project, deep),
        }

    def _follow(self, project: str, agent: str) -> Finding:
        walk, panes = self._walk, self._walk.panes
        panes.go(Place(project=project, agent=agent, tab=Tab.TRANSCRIPT))
        wait_until(lambda: found(panes.agents, AgentsModel).whole, "all agents")
        wait_until(lambda: panes.transcript.model.complete, "all keys")
        walk.settle()
        bar = found(panes.agents, RowsView).verticalScrollBar()
        bar.setValue(bar.value() + 40)
        let_pass(1.0)
        walk.settle()
        walk.note(None)
        live = walk.window.findChild(Live)
        assert live is not None
        with _Counter(live) as counter:
            delays = self._watch(project, agent)
        stall = walk.note(None)
        return {
            "delay": max(delays),
            "turns": len(delays),
            "stall": stall,
            "statements": counter.most,
            "ticks": counter.ticks,
        }

    def _watch(self, project: str, agent: str) -> list[float]:
        """Return how long after its commit each turn of the run was shown."""
        # Who is at the end of a conversation goes with it.
        self._at_end = self._walk.panes.transcript.messages.column.at_end
        before, shown = self._places(), self._shown(project)
        delays: list[float] = []
        with running(self._store, project, agent, WRITES_S) as run:

            def look() -> bool:
                while len(delays) < len(run.written) and shown(run.written[len(delays)]):
                    delays.append(time.monotonic() - run.written[len(delays)].at)
                if self._places() != before:
                    raise AssertionError(f"moved from {before} to {self._places()}")
                return run.ended and len(delays) == len(run.written)

            wait_until(look, "everything that was written")
        return delays

    def _shown(self, project: str) -> Callable[[Written], bool]:
        panes = self._walk.panes
        agents, transcript = found(panes.agents, AgentsModel), panes.transcript.model
        projects, there = found(panes.projects, ProjectsModel), transcript.rowCount()

        def is_shown(turn: Written) -> bool:
            row = projects.row_of(project)
            cost = None if row is None else projects.index(row, 0).data(RowRole).row.cost_total
            return (
                transcript.rowCount() >= there + turn.messages
                and (turn.agent is None or agents.index_of(turn.agent).isValid())
                and (cost is None or cost >= turn.cost - 1e-6)
            )

        return is_shown

    def _places(self) -> object:
        """Return what must not change by itself: where the person is, and what is where."""
        panes = self._walk.panes
        tree, seen = found(panes.agents, RowsView), panes.transcript.messages.column.placed
        top = tree.indexAt(QPoint(0, 0))
        return (
            panes.place, top.data(), tree.visualRect(top).top(), tree.currentIndex().data(),
            [index.data() for index in tree.selectionModel().selectedRows()],
            (seen[0].row, seen[0].y) if seen and not self._at_end else None,
            panes.projects.selected_id(), panes.agents.selected_id(),
        )  # fmt: skip


def _idle() -> float:
    """Return the share of a processor that a window takes in which nothing happens."""
    # With nothing of ours that looks at the clock meanwhile.
    loop = QEventLoop()
    QTimer.singleShot(round(IDLE_S * 1_000), loop.quit)
    began, worked = time.monotonic(), time.process_time()
    loop.exec()
    return (time.process_time() - worked) / (time.monotonic() - began)


class _Counter:
    """Counts the statements from one change that is followed to the next."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._now = self.most = self.ticks = 0

    def __enter__(self) -> _Counter:
        event.listen(Engine, "before_cursor_execute", self._count)
        self._live.changed.connect(self._tick)
        return self

    def __exit__(self, *_error: object) -> None:
        event.remove(Engine, "before_cursor_execute", self._count)
        self._live.changed.disconnect(self._tick)

    def _count(self, *_statement: object) -> None:
        self._now += 1

    def _tick(self) -> None:
        self.most, self._now = max(self.most, self._now), 0
        self.ticks += 1


if __name__ == "__main__":
    drive(Follow)
