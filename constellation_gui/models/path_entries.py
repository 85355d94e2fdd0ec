"""The paths of a project as the files tab lists them: read, and brought up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from constellation_db import Database, Key, Order, OutputRow, PathSummary, Scope

PATHLESS = "pathless"

# Beyond this, counting what is there is cheaper than counting up.
_MOST_NEW = 5_000


@dataclass(frozen=True, slots=True)
class PathEntry:
    """A path with all its versions, or (`path` None) all outputs without one.

    `kind` is the type of the newest version, or `PATHLESS`; `author_id` is the agent that wrote it.
    """

    path: str | None
    kind: str
    versions: int
    latest: Key
    latest_id: str
    author_id: str | None = None


@dataclass(frozen=True, slots=True)
class PathQuery:
    """Whose paths: a project's, an agent's, or those of it and all that it started.

    With bounds, those that were written behind one version and up to another; see `Key`.
    """

    project_id: str
    agent_id: str | None = None
    descendants: bool = False
    after: Key | None = None
    until: Key | None = None

    @property
    def scope(self) -> Scope:
        """The part of the store that wrote them."""
        return Scope(self.project_id, self.agent_id, self.descendants)

    @property
    def plain(self) -> bool:
        """Whether it is all of one writer, or of everyone: new versions can be told from others."""
        return not self.of_family and (self.after, self.until) == (None, None)

    @property
    def of_family(self) -> bool:
        """Whether it is about an agent and those it started."""
        return self.descendants and self.agent_id is not None

    def counts(self, row: OutputRow, writers: Collection[str] | None) -> bool:
        """Whether a version of the project is one of them; for `writers` see `writers_of`."""
        return (
            (writers is None or row.agent_id in writers)
            and (self.after is None or row.key > self.after)
            and (self.until is None or row.key <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """All paths of a query, as of one instant.

    `total` counts the outputs of the writer, or of the project; `newest` is the key of the newest
    one, None if there is none, and `last` the entry that was written last.
    """

    query: PathQuery
    entries: tuple[PathEntry, ...]
    total: int
    newest: Key | None
    last: PathEntry | None


def writers_of(database: Database, query: PathQuery) -> Collection[str] | None:
    """Return the agents whose versions count, None for everyone."""
    if query.agent_id is None:
        return None
    if not query.descendants:
        return {query.agent_id}
    return {agent.id for agent in database.agents.get_agent_hierarchy(query.agent_id)}


def read_listing(database: Database, query: PathQuery) -> Listing:
    """Read the paths that have outputs of the query."""
    if not query.plain:
        return _read_within(database, query)
    outputs, project_id, agent_id = database.outputs, query.project_id, query.agent_id
    with database.snapshot():
        paths = outputs.paths(project_id, agent_id=agent_id)
        newest = outputs.page(project_id=project_id, agent_id=agent_id, limit=1)
    entries = tuple(map(_entry, paths))
    total = sum(entry.versions for entry in entries)
    return _listing(query, entries, total, newest[0].key if newest else None)


def _entry(summary: PathSummary) -> PathEntry:
    kind = PATHLESS if summary.path is None else summary.type
    return PathEntry(
        summary.path,
        kind,
        summary.versions,
        summary.latest,
        summary.latest_id,
        summary.agent_id,
    )


def read_listing_again(database: Database, before: Listing) -> Listing:
    """Read what was written since; the very same listing if nothing was.

    Reads all anew where something else than appending happened.
    """
    project, agent = before.query.project_id, before.query.agent_id
    if not before.query.plain:
        same = _project_state(database, project) == (before.total, before.newest)
        return before if same else read_listing(database, before.query)
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
            again = read_listing(database, before.query)
            return before if again == before else again
    if not new:
        return before
    entries = _with_new(before.entries, new)
    return _listing(before.query, entries, total, new[-1].key)


def _read_within(database: Database, query: PathQuery) -> Listing:
    with database.snapshot():
        paths = database.outputs.paths(
            query.project_id,
            agent_id=query.agent_id,
            descendants=query.of_family,
            after=query.after,
            until=query.until,
        )
        total, newest = _project_state(database, query.project_id)
    entries = tuple(map(_entry, paths))
    return _listing(query, entries, total, newest)


def _project_state(database: Database, project_id: str) -> tuple[int, Key | None]:
    """Return what is different as soon as anything was written in a project, or deleted."""
    with database.snapshot():
        newest = database.outputs.page(project_id=project_id, limit=1)
        total = database.outputs.count_by_project(project_id)
    return total, newest[0].key if newest else None


def _listing(
    query: PathQuery,
    entries: tuple[PathEntry, ...],
    total: int,
    newest: Key | None,
) -> Listing:
    last = max(entries, key=lambda entry: entry.latest, default=None)
    return Listing(query, entries, total, newest, last)


def _with_new(entries: Iterable[PathEntry], new: Iterable[OutputRow]) -> tuple[PathEntry, ...]:
    found = {entry.path: entry for entry in entries}
    for row in new:
        entry = found.get(row.path)
        kind = PATHLESS if row.path is None else row.type
        if entry is None:
            found[row.path] = PathEntry(row.path, kind, 1, row.key, row.id, row.agent_id)
        else:
            found[row.path] = replace(
                entry,
                kind=kind,
                versions=entry.versions + 1,
                latest=row.key,
                latest_id=row.id,
                author_id=row.agent_id,
            )
    return tuple(found.values())
