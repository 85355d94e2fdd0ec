"""The way to a place: the project, who started whom down to the agent, and what is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from constellation_db import Database
from constellation_gui.formatting import clock, one_line, short_id
from constellation_gui.models.status import status_icon
from constellation_gui.place import Place, Tab
from constellation_gui.wording import tr


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way: what it is called, its icon's name, and where a click on it goes."""

    title: str
    icon: str
    place: Place


def trail(database: Database, place: Place) -> list[Crumb]:
    """Return the way to a place, the project first; to be called off the GUI thread.

    An agent's way begins at the uppermost agent of its own project. What is not in the store any
    more is left out.
    """
    if place.project is None:
        return []
    # No snapshot: the way is read again when something was written, and its steps stand alone.
    project = database.projects.find_by_id(place.project)
    line = [] if place.agent is None else database.agents.ancestors(place.agent)
    part = _part(database, place)
    if project is None:
        return []
    name = one_line(project.name) or short_id(project.id)
    whole = Place(project=project.id, tab=place.tab, changes=place.changes_of(None))
    crumbs = [Crumb(name, status_icon(project.status), whole)]
    crumbs += [
        Crumb(
            one_line(agent.name) or short_id(agent.id),
            status_icon(agent.status),
            Place(agent.project_id, agent.id, tab=place.tab, changes=place.changes_of(agent.id)),
        )
        for agent in line
    ]
    return crumbs if part is None else [*crumbs, part]


def _part(database: Database, place: Place) -> Crumb | None:
    """Return the step for what is chosen in the tab of the place."""
    if place.tab is Tab.TRANSCRIPT and place.message is not None:
        message = database.history.key_of(place.message)
        title = None if message is None else clock(message[1].time)
    elif place.tab is Tab.FILES and place.output is not None:
        output = database.outputs.row(place.output)
        title = None if output is None else _file_name(output.path)
    elif place.tab is Tab.EVENTS and place.event is not None:
        event = database.events.row(place.event)
        title = None if event is None else one_line(event.type, 60)
    else:
        return None
    icons = {Tab.TRANSCRIPT: "message", Tab.FILES: "file", Tab.EVENTS: "event"}
    return None if title is None else Crumb(title, icons[place.tab], replace(place))


def _file_name(path: str | None) -> str:
    name = one_line((path or "").replace("\\", "/").rstrip("/").rpartition("/")[2])
    return name or tr("(no path)")
