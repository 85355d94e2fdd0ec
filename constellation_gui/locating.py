"""From half an address to a place, and to the first place of a store; called off the GUI thread."""

from __future__ import annotations

from dataclasses import replace

from constellation_db import Database, NotFoundError
from constellation_gui.formatting import short_id
from constellation_gui.models.file_names import names_in
from constellation_gui.place import Place, Tab
from constellation_gui.wording import said, tr

# More agents than this are not compared: the first sight must not wait for them.
_COMPARED_AGENTS = 200
# Of a file that was written more often, only the newest versions are looked through.
_COMPARED_VERSIONS = 5_000


def complete(database: Database, place: Place) -> Place:
    """Return `place` with the wholes of its parts filled in.

    Raises `NotFoundError`, naming it, for a part that is not in the store.
    """
    if place.message is not None:
        found = database.history.key_of(place.message)
        if found is None:
            raise _missing("message", place.message, database)
        place = replace(place, agent=found[0], tab=Tab.TRANSCRIPT)
    if place.output is not None:
        output = database.outputs.row(place.output)
        if output is None:
            raise _missing("output", place.output, database)
        place = replace(
            place, project=output.project_id, agent=place.agent or output.agent_id, tab=Tab.FILES
        )
    if place.against is not None and database.outputs.row(place.against) is None:
        place = replace(place, against=None)  # what it is compared with matters less
    if place.event is not None:
        event = database.events.row(place.event)
        if event is None:
            raise _missing("event", place.event, database)
        place = replace(
            place,
            project=event.project_id or place.project,
            agent=place.agent or event.agent_id,
            tab=Tab.EVENTS,
        )
    return _complete_agent(database, place)


def _complete_agent(database: Database, place: Place) -> Place:
    if place.agent is not None:
        agent = database.agents.find_by_id(place.agent)
        if agent is None:
            raise _missing("agent", place.agent, database)
        place = replace(place, project=agent.project_id)
    if place.project is not None and not database.projects.exists(place.project):
        raise _missing("project", place.project, database)
    return place


_MISSING = {
    "project": tr("{store} has no project {id}"),
    "agent": tr("{store} has no agent {id}"),
    "message": tr("{store} has no message {id}"),
    "output": tr("{store} has no output {id}"),
    "event": tr("{store} has no event {id}"),
}


def _missing(what: str, identifier: str, database: Database) -> NotFoundError:
    fact = _MISSING[what].format(store=database.path.name, id=short_id(identifier))
    return NotFoundError(
        tr("{fact}; it may have been deleted, or the address is another store's.").format(
            fact=fact
        ),
        path=database.path,
    )


def first_place(database: Database) -> Place:
    """Return where to begin in a store: its newest project, and there the first agent."""
    newest = database.projects.page(limit=1)
    if not newest:
        return Place()
    agents = database.agents.find_by_project_id(newest[0].id, limit=1)
    return Place(project=newest[0].id, agent=agents[0].id if agents else None)


def begin_at(
    database: Database, asked: Place | None, remembered: Place | None
) -> tuple[Place, str | None]:
    """Return where to begin, and a sentence if the place that was asked for is not there."""
    complaint = None
    for place in (asked, remembered):
        if place is None or place == Place():
            continue
        try:
            return complete(database, place), complaint
        except NotFoundError as error:
            if place is asked:
                complaint = said(error)
    return first_place(database), complaint


def telling_place(database: Database) -> Place:
    """Return the place that shows most: an agent that said much, a file that changed often."""
    newest = database.projects.page(limit=1)
    if not newest:
        return Place()
    project = newest[0].id
    agents = database.agents.find_by_project_id(project, limit=_COMPARED_AGENTS)
    talker = max(agents, key=lambda agent: database.history.count_by_agent(agent.id), default=None)
    paths = [path for path in database.outputs.paths(project) if path.path is not None]
    changed = max(paths, key=lambda path: path.versions, default=None)
    return Place(
        project=project,
        agent=talker.id if talker else None,
        output=changed.latest_id if changed else None,
    )


def version_of(database: Database, project: str, path: str, time: str) -> str | None:
    """Return the id of the version of a file that a tool call made, None if none is kept.

    That is the first one since the call's `time`, or else the newest. Tools name a file in full
    where its versions may be kept by a path within the project, or the other way round: what agrees
    from the end, by whole names, is the same file.
    """
    wanted = names_in(path)
    if not wanted:
        return None
    best: tuple[int, int, str] | None = None
    for summary in database.outputs.paths(project):
        names = names_in(summary.path or "")
        common = min(len(names), len(wanted))
        if names and names[-common:] == wanted[-common:]:
            exact = summary.path == path
            if best is None or (exact, common) > best[:2]:
                best = (exact, common, summary.latest_id)
    if best is None:
        return None
    versions = database.outputs.versions(best[2], limit=_COMPARED_VERSIONS)
    since = [version for version in versions if version.key.time >= time]
    return since[-1].id if since else best[2]
