"""One session while its file is read: its project and agents, and what they say, as rows."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from constellation_db import timestamps
from constellation_db.importing.batch import Batch, NewAgent, NewEvent, NewProject, Object
from constellation_db.importing.naming import derived_id
from constellation_db.importing.source import Shelf

UNKNOWN_TIME = "1970-01-01T00:00:00.000Z"
_TITLE_LENGTH = 80
_USUAL_TIME = len("2026-01-31T10:02:11.480Z")


class Desk:
    """Where a reader puts what it makes of a file: state that lasts, and the batch of the moment.

    In `state`: `root` and `project` (ids), `path` (working directory), `time` (the last one told).
    """

    def __init__(self, source: str, state: Object, shelf: Shelf) -> None:
        self.source = source
        self.state = state
        self.shelf = shelf
        self.batch = Batch()

    def begin(self, root: str, working_directory: str) -> None:
        """Settle which session this is, and its project: as it was when the session was first seen.

        `root` is the id of the session's first agent.
        """
        project = self.shelf.project_of(root) or derived_id("project", working_directory)
        self.state |= {"root": root, "project": project, "path": working_directory}

    def time(self, told: Any) -> str:
        """Return a record's time as the store has it; without one, the last that was told."""
        last: str = self.state.get("time", UNKNOWN_TIME)
        if isinstance(told, str):
            usual = len(told) == _USUAL_TIME and told[-1] == "Z"
            found = told if usual else timestamps.stored(told)
            if found and (usual or timestamps.parse(found) is not None):
                self.state["time"] = last = found
        return last

    def agent(self, id: str, time: str, parent: str | None = None) -> NewAgent:
        """Return an agent of the session, which has done something at a time."""
        known = self.batch.agents.get(id)
        if known is None:
            project = self.state["project"]
            known = NewAgent(id, project, parent, {"importedFrom": self.source}, time, time)
            self.batch.agents[id] = known
        if time < known.first:
            known.first = time
        if time > known.last:
            known.last = time
        self._project(time)
        return known

    def event(self, id: str, agent_id: str, kind: str, data: Object, time: str) -> None:
        """Note a notable moment."""
        project = self.state["project"]
        self.batch.events.append(NewEvent(id, project, agent_id, kind, data, time))

    def _project(self, time: str) -> None:
        id = self.state["project"]
        project = self.batch.projects.get(id)
        if project is None:
            path = self.state["path"]
            made = NewProject(id, _last_part(path) or self.source, path, self.source, time, time)
            self.batch.projects[id] = made
        else:
            if time < project.first:
                project.first = time
            if time > project.last:
                project.last = time


def title(text: str) -> str:
    """Return the first line of what somebody asked for, short enough for a name."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= _TITLE_LENGTH else f"{line[: _TITLE_LENGTH - 1]}…"


def as_text(value: Any) -> str:
    """Return a value if it is text, else nothing."""
    return value if isinstance(value, str) else ""


def as_object(value: Any) -> Object:
    """Return a value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def _last_part(path: str) -> str:
    kind = PureWindowsPath if "\\" in path else PurePosixPath
    return kind(path).name
