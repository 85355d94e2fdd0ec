"""Versions of files as tools left them: whole where the session tells enough, else said so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from constellation_db.importing.batch import NewOutput
from constellation_db.importing.naming import derived_id, fingerprint
from constellation_db.importing.session import Desk


class UnknownContentError(Exception):
    """Why a file's new content is not known."""


class FileVersions:
    """The files that a session changes, at one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def content(self, path: str) -> str | None:
        """Return the last known version of a file, None if there is none."""
        project = self._desk.state["project"]
        for output in reversed(self._desk.batch.outputs):
            if output.path == path:
                return output.content
        return self._desk.shelf.content_of(project, path)

    def wrote(
        self, agent_id: str, call: str, path: str, content: str, before: str | None, time: str
    ) -> None:
        """Add a version; `before` is what the session says was there, None if it does not."""
        previous = before
        if before is not None and self._left(path) == fingerprint(before):
            previous = None  # the version before is in the store
        id = derived_id(self._desk.source, "output", call, path)
        project = self._desk.state["project"]
        self._desk.batch.outputs.append(
            NewOutput(id, project, agent_id, path, content, previous, time)
        )
        self._desk.state.setdefault("files", {})[path] = fingerprint(content)

    def lost(self, agent_id: str, call: str, path: str, reason: str, time: str) -> None:
        """Say that a file was changed in a way that the session does not tell."""
        self._desk.state.setdefault("files", {}).pop(path, None)
        id = derived_id(self._desk.source, "lost", call, path)
        data = {"path": path, "toolCallId": call, "reason": reason}
        self._desk.event(id, agent_id, "file_not_reconstructed", data, time)

    def _left(self, path: str) -> str | None:
        found: str | None = self._desk.state.get("files", {}).get(path)
        return found


def edited(content: str | None, edits: Iterable[Any]) -> str:
    """Return a content after replacements, each an object of old and new text.

    Raises `UnknownContentError`.
    """
    for edit in edits:
        if not isinstance(edit, dict):
            raise UnknownContentError("an edit is no object")
        old = edit.get("old_string", edit.get("oldString"))
        new = edit.get("new_string", edit.get("newString"))
        if not isinstance(old, str) or not isinstance(new, str):
            raise UnknownContentError("an edit does not say what it replaces")
        if not old:  # this is how a file is made
            content = new
            continue
        if content is None:
            raise UnknownContentError("what the file held before is not in the session")
        if old not in content:
            raise UnknownContentError("what was replaced is not in the last known version")
        every = edit.get("replace_all", edit.get("replaceAll")) is True
        content = content.replace(old, new) if every else content.replace(old, new, 1)
    if content is None:
        raise UnknownContentError("there is no edit")
    return content
