"""What was written to a store between two looks at it, so that only that is read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Changes:
    """Where a store differs from how it was when somebody looked last.

    `projects` and `agents` say whether rows of these tables came, went or read differently. The
    other tables grow: `written_agents` are the ids of agents with new messages, events or outputs,
    `written_projects` those of the projects these belong to; `unplaced` says that there are new
    events which name no project. `rewritten_agents` are those of whom a message that was there
    reads differently: an import found more of it. `everything` says that it is not known what is
    different: rows of a growing table went, or nobody looked before.
    """

    projects: bool = False
    agents: bool = False
    written_projects: frozenset[str] = frozenset()
    written_agents: frozenset[str] = frozenset()
    rewritten_agents: frozenset[str] = frozenset()
    unplaced: bool = False
    everything: bool = False

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return self != _NOTHING

    def concern(self, project_id: str) -> bool:
        """Whether something was written in a project, or may have been."""
        return self.everything or project_id in self.written_projects


_NOTHING = Changes()
EVERYTHING = Changes(projects=True, agents=True, unplaced=True, everything=True)
"""Nothing is known to be as it was."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a store was read: what it takes to say later what is different.

    `sums` are a table's rows added up, which no change leaves as they were; `ends` are the first
    and last insertion of each growing table, `rewritten` the number of the last note that messages
    were changed in place. Valid while the store is open.
    """

    sums: tuple[tuple[Any, ...], ...]
    ends: tuple[tuple[int, int], ...]
    rewritten: int = 0
