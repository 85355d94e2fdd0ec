"""Which result answers which call: by id, or by order where a writer gives no ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from constellation_db import MessageRole
from constellation_gui.models.message_blocks import Message, ToolCall, ToolResult

Read = Callable[[int], Message | None]

# A call is answered within a few messages, or was not; the search must not cross a conversation.
_FARTHEST = 50  # rows


def call_above(read: Read, row: int, block: int) -> ToolCall | None:
    """Return the call that a result without id answers; `read` gives the message of a row.

    None if there is none, or if a message on the way is not read.
    """
    message = read(row)
    if message is None:
        return None
    place = _number(message, block)
    for above in range(row - 1, max(row - _FARTHEST, 0) - 1, -1):
        message = read(above)
        if message is None or message.role == MessageRole.USER:
            return None
        calls = _calls(message)
        if calls:
            return calls[place] if place < len(calls) else None
        place += len(_results(message))
    return None


def result_below(read: Read, count: int, row: int, block: int) -> ToolResult | None:
    """Return the result that answers a call without id; `count` is how many rows there are."""
    message = read(row)
    if message is None:
        return None
    place = _number(message, block)
    for below in range(row + 1, min(row + _FARTHEST, count)):
        message = read(below)
        if message is None or _calls(message) or message.role == MessageRole.USER:
            return None
        results = _results(message)
        if place < len(results):
            return results[place]
        place -= len(results)
    return None


def _calls(message: Message) -> list[ToolCall]:
    return [each for each in message.blocks if isinstance(each, ToolCall) and each.id is None]


def _results(message: Message) -> list[ToolResult]:
    return [each for each in message.blocks if isinstance(each, ToolResult) and each.id is None]


def _number(message: Message, block: int) -> int:
    """Return how many blocks of its kind without id are before a block."""
    same = _calls if isinstance(message.blocks[block], ToolCall) else _results
    return len(same(replace(message, blocks=message.blocks[:block])))
