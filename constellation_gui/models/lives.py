"""From when to when the agents of a project lived, in milliseconds, read in a worker thread."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from constellation_db import AgentLife, Database
from constellation_db.timestamps import parse
from constellation_gui.formatting import moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_NONE = array("q")  # one for the thousands of which nothing failed


@dataclass(frozen=True, slots=True)
class Life:
    """The span of an agent's signs of life, and when something failed, ascending.

    All are milliseconds since 1970; `end` is not before `start`.
    """

    start: int
    end: int
    failures: array[int]

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return (self.end - self.start) / 1000


def read_lives(
    database: Database, project_id: str, agent_ids: Collection[str] | None = None
) -> dict[str, Life]:
    """Read the lives of a project's agents, or of some of them, by id.

    One whose times cannot be read has none.
    """
    read = database.agents.lives(project_id, agent_ids=agent_ids)
    return {one.agent_id: life for one in read if (life := _life(one)) is not None}


def _life(read: AgentLife) -> Life | None:
    failures = _NONE
    if read.failures:
        failures = array("q", sorted(_known(map(milliseconds, read.failures))))
    ends = list(_known([milliseconds(read.start), milliseconds(read.end)]))
    return Life(ends[0], max(ends), failures) if ends else None


def _known(moments: Iterable[int | None]) -> Iterable[int]:
    return (moment for moment in moments if moment is not None)


def milliseconds(timestamp: str | None) -> int | None:
    """Return a stored timestamp in milliseconds since 1970, None if it is unreadable."""
    at = parse(timestamp)
    return None if at is None else (at - _EPOCH) // _MILLISECOND


def instant(milliseconds: float) -> datetime:
    """Return the moment so many milliseconds after 1970, in UTC, as near as a calendar has it."""
    try:
        return _EPOCH + timedelta(milliseconds=round(milliseconds))
    except OverflowError:
        end = datetime.max if milliseconds > 0 else datetime.min
        return end.replace(tzinfo=UTC)


def exact(milliseconds: float) -> str:
    """Return a moment exactly, in local time: `2026-01-31 10:02:11.480`."""
    return moment(instant(milliseconds).isoformat())
