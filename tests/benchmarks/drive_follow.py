"""Driver: a person looks at a run of a large store while another process writes it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sqlalchemy import Engine, event

from constellation_gui.live import Live
from constellation_gui.main_window import MainWindow
from constellation_gui.models.agents_model import AgentsModel
from constellation_gui.models.projects_model import ProjectsModel
from constellation_gui.place import Place, Tab
from constellation_gui.views.rows_view import RowsView
from tests.benchmarks.driver import Finding, drive
from tests.benchmarks.generator import shape_of
from tests.benchmarks.stores import messages_of
from tests.benchmarks.walking import Walk, found, let_pass
from tests.benchmarks.watching import wait_until
from tests.busy_writer import Written, running

_WRITES_S = 20.0
_IDLE_S = 30.0


class Follow:
    """Expands, scrolls, selects, and watches what comes and what moves."""

    def __init__(self, window: MainWindow) -> None:
        self._store = Path(sys.argv[1])
        self._shape = shape_of(messages_of(self._store))
        self._walk = Walk(window)

    def run(self) -> Finding:
        """Return delays, stalls, statements a tick, what moved, and what an idle window costs."""
        walk = self._walk
        wait_until(lambda: walk.window.store is not None, "the store")
        walk.settle()
        idle = self._idle()
        finding = {
            f"{name} ": value
            for name, value in self._follow(self._shape.long_project, self._shape.long_agent).items()
        }
        tree = self._follow(self._shape.tree_project, self._deep_agent())
        return {
            "idle": idle,
            "conversation": {name.strip(): value for name, value in finding.items()},
            "tree": tree,
        }

    def _idle(self) -> float:
        """Return which share of a processor a window takes in which nothing happens."""
        let_pass(2.0)
        began, worked = time.monotonic(), time.process_time()
        let_pass(_IDLE_S)
        return (time.process_time() - worked) / (time.monotonic() - began)

    def _deep_agent(self) -> str:
        database = self._walk.panes.queries.database
        agents = database.agents.find_by_project_id(self._shape.tree_project, limit=300)
        return agents[-1].id

    def _follow(self, project: str, agent: str) -> Finding:
        walk, panes = self._walk, self._walk.panes
        panes.go(Place(project=project, agent=agent, tab=Tab.TRANSCRIPT))
        walk.settle()
        tree, messages = found(panes.agents, RowsView), panes.transcript.messages
        wait_until(lambda: found(panes.agents, AgentsModel).whole, "all agents")
        walk.settle()
        tree.verticalScrollBar().setValue(tree.verticalScrollBar().value() + 40)
        let_pass(1.0)
        walk.note(None)

        def placed() -> object:
            top = tree.indexAt(tree.viewport().rect().topLeft())
            seen = messages.column.placed
            return (
                panes.place, top.data(), tree.visualRect(top).top(),
                tree.currentIndex().data(), seen[0].row if seen else None,
                panes.projects.selected_id(), panes.agents.selected_id(),
            )  # fmt: skip

        before = placed()
        with _Counter(panes.window().findChild(Live)) as counter:
            delays = self._watch(project, agent, before, placed)
        return {
            "delays": delays,
            "stall": walk.note(None),
            "statements": counter.most,
            "ticks": counter.ticks,
        }

    def _watch(self, project: str, agent: str, before: object, placed: object) -> list[float]:
        panes = self._walk.panes
        agents, transcript = found(panes.agents, AgentsModel), panes.transcript.model
        projects = found(panes.projects, ProjectsModel)
        there = transcript.rowCount()
        delays: list[float] = []
        seen = 0

        def shown(written: Written) -> bool:
            row = projects.row_of(project)
            return (
                transcript.rowCount() >= there + written.messages
                and (written.agent is None or agents.index_of(written.agent).isValid())
                and (row is None or (projects.cost_at(row) or 0.0) >= written.cost - 1e-6)
            )

        with running(self._store, project, agent, _WRITES_S) as run:

            def look() -> bool:
                nonlocal seen
                now = time.monotonic()
                while seen < len(run.written) and shown(run.written[seen]):
                    delays.append(now - run.written[seen].at)
                    seen += 1
                assert callable(placed)
                if placed() != before:
                    raise AssertionError(f"moved from {before} to {placed()}")
                return run.ended and seen == len(run.written)

            wait_until(look, "everything that was written")
        return delays


class _Counter:
    """Counts the statements between one change that is followed and the next."""

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
        self.most = max(self.most, self._now)
        self._now = 0
        self.ticks += 1


if __name__ == "__main__":
    drive(Follow)
