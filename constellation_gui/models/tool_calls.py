"""Tool calls as a person reads them: the argument that matters, and all of them in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from constellation_db.dialects.arguments import (
    details,
    first_line,
    main_argument,
    nested,
    pretty,
)
from constellation_db.dialects.blocks import Call
from constellation_db.dialects.messages import call_of
from constellation_gui.formatting import exact_count
from constellation_gui.models.file_edits import Edit, file_edits
from constellation_gui.models.message_blocks import ToolCall
from constellation_gui.wording import tr

__all__ = ["details", "main_argument", "pretty", "read_call", "tool_call"]


def tool_call(item: Mapping[str, Any]) -> ToolCall:
    """Return the call that an item of `tool_calls`, or a `tool_use` block, describes."""
    return read_call(call_of(item))


def read_call(call: Call) -> ToolCall:
    """Return a call with what it does to files."""
    edits, rest = file_edits(call.name, call.given)
    return ToolCall(
        id=call.id,
        name=call.name,
        argument=_edited(edits) or main_argument(call.given),
        details=details(call.given),
        edits=edits,
        others=details(_said(rest)) if edits else "",
        nested=nested(call.given),
    )


def _said(rest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments that say something: most writers pass every option, most of them off."""
    return {key: value for key, value in rest.items() if value is not False and value is not None}


def _edited(edits: Sequence[Edit]) -> str:
    """Return the file that is edited, and how many others are."""
    paths = list(dict.fromkeys(edit.path for edit in edits if edit.path))
    if not paths:
        return ""
    first = first_line(paths[0])
    if len(paths) == 1:
        return first
    return tr("{path} and {count} more").format(path=first, count=exact_count(len(paths) - 1))
