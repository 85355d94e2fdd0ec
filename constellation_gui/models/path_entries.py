"""The paths of a project as the files tab lists them: read, and brought up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from constellation_db import Database, Key, Order, OutputRow, OutputType

PATHLESS = "pathless"

# Beyond this, counting what is there is cheaper than counting up.
_MOST_NEW = 5_000


@dataclass(frozen=True, slots=True)
class PathEntry:
    """A path with all its versions, or (`path` None) all outputs without one.

    `kind` is the type of the newest version, or `PATHLESS`.
    """

    path: str | None
    kind: str
    versions: int
    latest: Key
    latest_id: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All paths of a project, or of one of its agents, as of one instant.

    `total` counts the outputs; `newest` is the key of the newest one and `last` the entry that has
    it, both None if there is none.
    """

    project_id: str
    agent_id: str | None
    entries: tuple[PathEntry, ...]
    total: int
    newest: Key | None
    last: PathEntry | None


def read_listing(database: Database, project_id: str, agent_id: str | None) -> Listing:
    """Read the paths that have outputs of the project, or of the agent."""
    outputs = database.outputs
    with database.snapshot():
        paths = outputs.paths(project_id, agent_id=agent_id)
        # Whatever is newest by type and newest of all gives a path its kind.
        kinds = {
            (summary.path, summary.latest): str(kind)
            for kind in (OutputType.ARTIFACT, OutputType.LOG)
            for summary in outputs.paths(project_id, agent_id=agent_id, type=kind)
        }
        newest = outputs.page(project_id=project_id, agent_id=agent_id, limit=1)
    entries = tuple(
        PathEntry(
            summary.path,
            PATHLESS
            if summary.path is None
            else kinds.get((summary.path, summary.latest), str(OutputType.FILE)),
            summary.versions,
            summary.latest,
            summary.latest_id,
        )
        for summary in paths
    )
    total = sum(entry.versions for entry in entries)
    return _listing(project_id, agent_id, entries, total, newest[0].key if newest else None)


def read_listing_again(database: Database, before: Listing) -> Listing:
    """Read what was written since; the very same listing if nothing was.

    Reads all anew where something else than appending happened.
    """
    project, agent = before.project_id, before.agent_id
    with database.snapshot():
        new = database.outputs.page(
            project_id=project,
            agent_id=agent,
            after=before.newest,
            limit=_MOST_NEW,
            order=Order.ASC,
        )
        if agent is None:
            total = database.outputs.count_by_project(project)
        else:
            total = database.outputs.count_by_agent(agent)
        if total != before.total + len(new):
            again = read_listing(database, project, agent)
            return before if again == before else again
    if not new:
        return before
    entries = _with_new(before.entries, new)
    return _listing(project, agent, entries, total, new[-1].key)


def _listing(
    project_id: str,
    agent_id: str | None,
    entries: tuple[PathEntry, ...],
    total: int,
    newest: Key | None,
) -> Listing:
    last = next((entry for entry in entries if entry.latest == newest), None)
    return Listing(project_id, agent_id, entries, total, newest, last)


def _with_new(entries: Iterable[PathEntry], new: Iterable[OutputRow]) -> tuple[PathEntry, ...]:
    found = {entry.path: entry for entry in entries}
    for row in new:
        entry = found.get(row.path)
        kind = PATHLESS if row.path is None else row.type
        if entry is None:
            found[row.path] = PathEntry(row.path, kind, 1, row.key, row.id)
        else:
            found[row.path] = replace(
                entry,
                kind=kind,
                versions=entry.versions + 1,
                latest=row.key,
                latest_id=row.id,
            )
    return tuple(found.values())
