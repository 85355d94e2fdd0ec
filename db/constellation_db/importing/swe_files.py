"""Files that SWE-agent changes: by its editor of whole texts, or by lines of an open file."""

from __future__ import annotations

from typing import Any

from constellation_db.importing.batch import Object
from constellation_db.importing.file_versions import FileVersions, UnknownContentError, edited
from constellation_db.importing.session import Desk, as_object, as_text

_EDITOR = "str_replace_editor"
_FAILED = ("Your proposed edit has introduced new syntax error", "No replacement was performed")


class SweFiles:
    """Waits for what is observed after a change."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._versions = FileVersions(desk)
        self._waiting: dict[str, tuple[str, Object]] = {}

    def called(self, calls: list[Any], opened: str) -> None:
        """Remember calls that change a file; `opened` is the one that is open."""
        for call in calls:
            given = as_object(call.get("input"))
            if call.get("name") == _EDITOR and as_text(given.get("path")):
                self._waiting[str(call.get("id"))] = (given["path"], given)
            elif call.get("name") == "edit" and opened not in ("", "n/a"):
                self._waiting[str(call.get("id"))] = (opened, {})

    def answered(self, results: list[Any], agent_id: str, time: str) -> None:
        """Add the versions that calls have made; a refused edit makes none."""
        for result in results:
            call_id = str(result.get("tool_use_id"))
            path, given = self._waiting.pop(call_id, ("", {}))
            observed = result.get("content")
            failed = isinstance(observed, str) and any(sign in observed for sign in _FAILED)
            if not path or failed or given.get("command") not in (None, "create", "str_replace"):
                continue
            call = f"{agent_id}:{call_id}"
            try:
                content = self._content(path, given)
            except UnknownContentError as reason:
                self._versions.lost(agent_id, call, path, str(reason), time)
            else:
                self._versions.wrote(agent_id, call, path, content, None, time)

    def submitted(self, path: str, patch: str, agent_id: str, time: str) -> None:
        """Add the patch that a run handed in."""
        self._versions.wrote(agent_id, f"{agent_id}:submission", path, patch, None, time)

    def _content(self, path: str, given: Object) -> str:
        if given.get("command") == "create":
            if isinstance(text := given.get("file_text"), str):
                return text
            raise UnknownContentError("the call does not say what it wrote")
        if given.get("command") == "str_replace":
            change = {"old_string": given.get("old_str"), "new_string": given.get("new_str", "")}
            return edited(self._versions.content(path), [change])
        raise UnknownContentError("lines of a file that the session does not show whole")
