"""Files that a Codex thread changes with `apply_patch`, as versions."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from constellation_db.importing import patches
from constellation_db.importing.file_versions import FileVersions, UnknownContentError
from constellation_db.importing.naming import derived_id
from constellation_db.importing.session import Desk

_PATCH = "*** Begin Patch"


class CodexFiles:
    """Waits for the results of patches; one that failed changed nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._versions = FileVersions(desk)

    def called(self, call_id: str, given: Any) -> None:
        """Remember a call that holds a patch: as its input, or within a shell's command."""
        text = next((text for text in _texts(given) if _PATCH in text), None)
        if text is not None:
            self._waiting()[call_id] = text

    def answered(self, call_id: str, failed: bool, agent_id: str, time: str) -> None:
        """Add the versions that a patch has made."""
        text = self._waiting().pop(call_id, None)
        if text is None or failed:
            return
        for patch in patches.parse(text):
            path = self._whole(patch.path)
            target = self._whole(patch.moved) if patch.moved else path
            if patch.kind == "delete":
                id = derived_id(self._desk.source, "deleted", call_id, path)
                data = {"path": path, "toolCallId": call_id}
                self._desk.event(id, agent_id, "file_deleted", data, time)
                continue
            try:
                content = patch.applied(self._versions.content(path))
            except UnknownContentError as reason:
                self._versions.lost(agent_id, call_id, target, str(reason), time)
            else:
                self._versions.wrote(agent_id, call_id, target, content, None, time)

    def _whole(self, path: str) -> str:
        if PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute():
            return path
        return f"{self._desk.state['path'].rstrip('/')}/{path}"

    def _waiting(self) -> dict[str, Any]:
        found: dict[str, Any] = self._desk.state.setdefault("waiting", {})
        return found


def _texts(given: Any) -> list[str]:
    if isinstance(given, str):
        return [given]
    if isinstance(given, dict):
        return [text for value in given.values() for text in _texts(value)]
    if isinstance(given, list):
        return [text for value in given for text in _texts(value)]
    return []
