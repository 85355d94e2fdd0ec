"""What a session file is about, from its first records: whose it is, where, and what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from constellation_db.importing.batch import Batch
from constellation_db.importing.lines import lines
from constellation_db.importing.session import UNKNOWN_TIME
from constellation_db.importing.source import Found, Source

# The first prompt comes within these, whatever the program writes before it.
_MOST_LINES = 100
_MOST_BYTES = 1 << 20
_LARGEST_TEXT = 8 << 20  # bytes of one JSON text, of which no beginning can be read alone


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known at once: each is "" where the beginning of the file does not say it.

    `root` is the id of the session's first agent, the same for all files of a session; `folder` its
    working directory, `title` its title or what was first asked for, `began` when.
    """

    root: str = ""
    folder: str = ""
    title: str = ""
    began: str = ""


class _EmptyShelf:
    """Knows nothing of what was imported before."""

    def project_of(self, agent_id: str) -> str | None:
        return None

    def content_of(self, project_id: str, path: str) -> str | None:
        return None

    def config_of(self, agent_id: str) -> dict[str, Any]:
        return {}


def glance(found: Found, source: Source) -> Glance:
    """Read the beginning of a session file; an empty glance of one that cannot be read.

    Of a sub-agent's file only whose it is and where are looked for.
    """
    reader = source.reader(found, {}, _EmptyShelf())
    batch, read, seen = Batch(), 0, Glance()
    # Sources that have more than lines of objects say how they are read.
    records = getattr(source, "lines", lines)
    grows = getattr(source, "grows", lambda _file: True)
    try:
        with found.path.open("rb") as file:
            if not grows(file) and found.size > _LARGEST_TEXT:
                return seen
            for line in records(file, 0):
                if line.record is not None:
                    reader.take(line.record, line.number, batch)
                    seen = _seen(reader.state, batch)
                read += 1
                enough = seen.root and (seen.title or not found.session)
                if enough or read >= _MOST_LINES or line.end >= _MOST_BYTES:
                    break
    except OSError:  # the import will say so
        pass
    return seen


def _seen(state: dict[str, Any], batch: Batch) -> Glance:
    root, folder = state.get("root"), state.get("path")
    agent = batch.agents.get(root) if isinstance(root, str) else None
    known = (agent.title or agent.name or agent.task) if agent is not None else None
    return Glance(
        root if isinstance(root, str) else "",
        folder if isinstance(folder, str) else "",
        known or "",
        agent.first if agent is not None and agent.first != UNKNOWN_TIME else "",
    )
