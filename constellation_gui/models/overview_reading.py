"""Reading an overview in stages, what is quickly known first, and again only what is different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from constellation_db import EVERYTHING, Changes, ConstellationError, Scope
from constellation_gui.models.lane import Lane
from constellation_gui.models.overview import (
    Amounts,
    Costs,
    Course,
    Facts,
    Usage,
    read_amounts,
    read_costs,
    read_course,
    read_facts,
    read_usage,
)
from constellation_gui.models.overview_failures import (
    FailureList,
    read_failed_results,
    read_failures,
)
from constellation_gui.models.time_series import Series
from constellation_gui.queries import Runner

# Sums over hundreds of thousands of messages must not become all that is done while a run writes.
_REST = 10  # times as long as the reading took
_LONG_S = 0.05

# What to read, and what to do with it, which says whether to go on; None where nothing is to do.
Step = tuple[Callable[[], Any], Callable[[Any], bool]] | None


class Overview(QObject):
    """What is known so far of one project, agent, or the store; None is what is still to come.

    `arrived` tells that something was read, by the name of its stage; `failed` the world's faults.
    `own` are an agent's amounts without those of its descendants, `whole` with them.
    """

    arrived = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = queries.database
        self._lane = Lane(queries)
        self._again = False
        self._begun = 0.0
        self._stages: list[Callable[[], Step]] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._catch_up)
        self.asked = False
        self._forget(Scope())

    def _forget(self, scope: Scope) -> None:
        self.scope = scope
        self._finished = False
        self.missing = False
        self.problem: ConstellationError | None = None
        self.facts: Facts | None = None
        self.own: Amounts | None = None
        self.whole: Amounts | None = None
        self.failures: FailureList | None = None
        self.results: FailureList | None = None
        self.costs: Costs | None = None
        self.course: Course | None = None
        self.series: Series | None = None
        self.usage: tuple[Usage, Usage] | None = None

    # -- What is asked of it --------------------------------------------------------------------

    def show(self, project_id: str | None, agent_id: str | None) -> None:
        """Read of an agent, of a project, or (neither given) of the store."""
        self._lane.cancel()
        self._rest.stop()
        self._again, self.asked = False, True
        self._forget(Scope(project_id, agent_id))
        self._begin()

    def refresh(self, changes: Changes = EVERYTHING) -> None:
        """Read again what may be different; put off for a while after it took long."""
        if not self.asked or not self._concerned(changes):
            return
        if self._lane.busy or self._rest.isActive():
            self._again = True  # cancelling would let a busy writer put it off for ever
        else:
            self._begin()

    @property
    def family(self) -> Scope:
        """What is summed up: an agent together with its descendants, if it has any."""
        family = self.facts is not None and self.facts.family
        return replace(self.scope, descendants=True) if family else self.scope

    @property
    def in_full(self) -> bool:
        """Whether messages are looked into; through all of the store it is too long a way."""
        return self.scope != Scope()

    def _concerned(self, changes: Changes) -> bool:
        scope, facts = self.scope, self.facts
        if changes.everything or changes.projects or changes.agents or facts is None:
            return bool(changes)
        if scope.agent_id is not None and not facts.family:
            return scope.agent_id in changes.written_agents
        project = facts.project.id if facts.project is not None else None
        return bool(changes) if project is None else changes.concern(project)

    # -- Stage by stage -------------------------------------------------------------------------

    def _begin(self) -> None:
        self._begun = monotonic()
        self.problem = None
        self._stages = [
            self._read_facts,
            self._read_own,
            self._read_whole,
            self._read_failures,
            self._read_costs,
            self._read_course,
            self._read_usage,
            self._read_results,
        ]
        self._next()

    def _next(self) -> None:
        while self._stages:
            stage = self._stages.pop(0)()
            if stage is not None:
                work, deliver = stage
                self._lane.run(work, deliver=partial(self._arrive, deliver), failed=self._miss)
                return
        self._finished = self.problem is None and not self.missing
        took = monotonic() - self._begun
        if took > _LONG_S:
            self._rest.start(round(took * _REST * 1000))
        else:
            self._catch_up()

    def _arrive(self, deliver: Callable[[Any], bool], found: Any) -> None:
        if not deliver(found):
            self._stages = []
        self._next()

    def _miss(self, problem: ConstellationError) -> None:
        self._stages, self._again, self.problem = [], False, problem
        self.arrived.emit("facts")
        self.failed.emit(problem)

    def _catch_up(self) -> None:
        if self._again:
            self._again = False
            self._begin()

    def _read_facts(self) -> Step:
        def deliver(facts: Facts | None) -> bool:
            self.missing = facts is None
            self.facts = facts
            self.arrived.emit("facts")
            return facts is not None

        return partial(read_facts, self._database, self.scope), deliver

    def _read_own(self) -> Step:
        if self.family != self.scope:
            return partial(read_amounts, self._database, self.scope), self._take_own
        return None

    def _take_own(self, own: Amounts) -> bool:
        self.own = own
        return True

    def _read_whole(self) -> Step:
        def deliver(whole: Amounts) -> bool:
            before, self.whole = self.whole, whole
            if self.family == self.scope:
                self.own = whole
            self.arrived.emit("amounts")
            if self._finished and before is not None and before.messages == whole.messages:
                # What follows reads messages, and there are none but those that were read.
                self._stages = [self._read_failures] if before != whole else []
            self._finished = False
            return True

        return partial(read_amounts, self._database, self.family), deliver

    def _read_failures(self) -> Step:
        assert self.whole is not None

        def deliver(found: FailureList) -> bool:
            self.failures = found
            self.arrived.emit("failures")
            return True

        types = tuple(self.whole.events)
        return partial(read_failures, self._database, self.family, types), deliver

    def _read_costs(self) -> Step:
        def deliver(costs: Costs) -> bool:
            self.costs = costs
            self.arrived.emit("costs")
            return True

        return partial(read_costs, self._database, self.family), deliver

    def _read_course(self) -> Step:
        def deliver(course: Course) -> bool:
            self.course = course
            if self.series is None or not self.in_full:
                self.series = course.series
                self.arrived.emit("series")
            return True

        return partial(read_course, self._database, self.family), deliver

    def _read_usage(self) -> Step:
        if not self.in_full:
            return None
        assert self.course is not None

        def deliver(found: tuple[Usage, Usage, Series]) -> bool:
            whole, own, self.series = found
            self.usage = whole, own
            self.arrived.emit("usage")
            return True

        work = partial(read_usage, self._database, self.family, self.scope, self.course)
        return work, deliver

    def _read_results(self) -> Step:
        if not self.in_full:
            return None

        def deliver(found: FailureList) -> bool:
            self.results = found
            self.arrived.emit("failures")
            return True

        return partial(read_failed_results, self._database, self.family), deliver
