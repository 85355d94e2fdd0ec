"""What was read of files until it is written: small files together, each with how far it was read.

A transaction costs more than the rows of a small file, so as many of them share one as are written
in a moment: nobody else who writes has to wait for long, and what a killed import loses is little.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from constellation_db.cancellation import Cancellation
from constellation_db.importing.batch import Batch
from constellation_db.importing.message_rows import Added
from constellation_db.importing.prices import PriceList
from constellation_db.importing.storing import Position

if TYPE_CHECKING:
    from constellation_db.database import Database

_ENOUGH_S = 0.02  # of a transaction, and the next one may hold twice as much
_TOO_MUCH_S = 0.04
_FIRST_LINES = 100
_MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of some lines of a file, and how far it was read with them.

    `settled` are agents whose sub-agents are to be put in place. `written` is called once all of it
    is in the store.
    """

    batch: Batch
    position: Position
    lines: int
    size: int
    settled: tuple[str, ...] = ()
    written: Callable[[], None] | None = None


@dataclass(slots=True)
class _Whole:
    """Parts that are written as one."""

    batch: Batch
    positions: list[Position] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    written: list[Callable[[], None]] = field(default_factory=list)


class Writing:
    """Collects parts, and writes them in the order in which they came.

    It is what readers ask of the store: what waits to be written is known, too.
    """

    def __init__(
        self, database: Database, prices: PriceList, cancel: Cancellation, most_lines: int
    ) -> None:
        self.added = Added()
        self._database = database
        self._prices = prices
        self._cancel = cancel
        self._most_lines = most_lines
        self._enough_lines = min(_FIRST_LINES, most_lines)
        self._wholes: list[_Whole] = []
        self._lines = self._size = 0
        self._projects: dict[str, str] = {}  # by agent
        self._files: set[tuple[str, str]] = set()  # projects and paths

    def put(self, part: Part) -> None:
        """Write a part, soon: at the latest by the next `flush`."""
        if part.lines >= self._most_lines:  # enough for a transaction of its own
            self.flush()
        self._lines += part.lines
        self._size += part.size
        self._join(part)
        for agent in part.batch.agents.values():
            self._projects.setdefault(agent.id, agent.project_id)
        self._files.update((each.project_id, each.path) for each in part.batch.outputs)
        if self._lines >= self._enough_lines or self._size >= _MOST_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what waits, in one transaction. Raises `Cancelled`, and the errors of writing."""
        self._cancel.check()
        if not self._wholes:
            return
        imports, added = self._database.imports, Added()
        began = monotonic()
        with self._database.transaction():
            for whole in self._wholes:
                added += imports.store(whole.batch, whole.positions, self._prices)
                if whole.settled:
                    imports.settle(whole.settled)
        self._adapt(monotonic() - began)
        self.added += added
        wholes, self._wholes = self._wholes, []
        self._lines = self._size = 0
        self._projects.clear()
        self._files.clear()
        for whole in wholes:
            for written in whole.written:
                written()

    def _join(self, part: Part) -> None:
        last = self._wholes[-1] if self._wholes else None
        if last is not None and last.batch.is_apart(part.batch):
            last.batch.join(part.batch)
        else:
            last = _Whole(part.batch)
            self._wholes.append(last)
        last.positions.append(part.position)
        last.settled += part.settled
        if part.written is not None:
            last.written.append(part.written)

    def _adapt(self, took: float) -> None:
        if took > _TOO_MUCH_S:
            self._enough_lines = max(self._enough_lines // 2, 1)
        elif took < _ENOUGH_S and self._lines >= self._enough_lines:
            self._enough_lines = min(self._enough_lines * 2, self._most_lines)

    # -- What a reader asks; see `Shelf` -----------------------------------------------------------

    def project_of(self, agent_id: str) -> str | None:
        """Return the project that an agent belongs to, None if there is no such agent."""
        return self._database.imports.project_of(agent_id) or self._projects.get(agent_id)

    def content_of(self, project_id: str, path: str) -> str | None:
        """Return the last known version of a file."""
        if (project_id, path) in self._files:
            self.flush()
        return self._database.imports.content_of(project_id, path)

    def config_of(self, agent_id: str) -> dict[str, Any]:
        """Return what is known of an agent's session."""
        if agent_id in self._projects:
            self.flush()
        return self._database.imports.config_of(agent_id)
