"""The sign at the end of a tool call: to the version of a file that it made, or to its agent."""

from __future__ import annotations

from PySide6.QtCore import QRect

from constellation_gui import theme
from constellation_gui.delegates.message_style import GRID
from constellation_gui.models.message_blocks import ToolCall
from constellation_gui.models.spawning import starts_agent


def sign_of(call: ToolCall) -> str | None:
    """Return the name of the icon of where a call leads, None if it leads nowhere."""
    if call.edits and call.edits[0].path:
        return "file"
    return "agent" if starts_agent(call) else None


def sign_rect(line: QRect) -> QRect:
    """Return where a sign is on a call's line."""
    width = theme.icon_size() + GRID
    return QRect(line.right() + 1 - width, line.y(), width, line.height())
