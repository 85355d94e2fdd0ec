"""Files that a Claude Code session writes and edits, as versions."""

from __future__ import annotations

from typing import Any

from constellation_db.importing.batch import Object
from constellation_db.importing.file_versions import FileVersions, UnknownContentError, edited
from constellation_db.importing.session import Desk, as_object

_PATHS = {
    "Write": "file_path",
    "Edit": "file_path",
    "MultiEdit": "file_path",
    "NotebookEdit": "notebook_path",
}


class ClaudeFiles:
    """Waits for the results of calls that change files; those without one changed nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._versions = FileVersions(desk)

    def called(self, call_id: str, tool: Any, given: Object) -> None:
        """Remember a call that will change a file."""
        if isinstance(tool, str) and isinstance(given.get(_PATHS.get(tool, "")), str):
            self._waiting()[call_id] = {"tool": tool, "input": given}

    def answered(
        self, call_id: str, result: Object, account: Object, agent_id: str, time: str
    ) -> None:
        """Add the version that a call has made; `account` is the program's own, if there is one."""
        call = self._waiting().pop(call_id, None)
        if call is None or result.get("is_error") is True:
            return
        tool, given = call["tool"], as_object(call["input"])
        path: str = given[_PATHS[tool]]
        before = account.get("originalFile")
        if not isinstance(before, str):
            before = None
        try:
            content = self._content(tool, given, account, before, path)
        except UnknownContentError as reason:
            self._versions.lost(agent_id, call_id, path, str(reason), time)
        else:
            self._versions.wrote(agent_id, call_id, path, content, before, time)

    def _content(
        self, tool: str, given: Object, account: Object, before: str | None, path: str
    ) -> str:
        if tool == "Write":
            content = account.get("content", given.get("content"))
            if isinstance(content, str):
                return content
            raise UnknownContentError("the call does not say what it wrote")
        if tool == "NotebookEdit":
            raise UnknownContentError("cells of notebooks are not put together")
        edits = given.get("edits") if tool == "MultiEdit" else [given]
        if before is None:
            before = self._versions.content(path)
        return edited(before, edits if isinstance(edits, list) else [])

    def _waiting(self) -> dict[str, Any]:
        found: dict[str, Any] = self._desk.state.setdefault("waiting", {})
        return found
