"""The message whose tool call wrote a version of a file, as far as the store tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from constellation_db import Database, Key, Order, OutputRow
from constellation_db.signs import text_sign
from constellation_gui.formatting import one_line
from constellation_gui.models.file_names import is_same_file, names_in
from constellation_gui.models.message_blocks import Message, Text, Thinking, ToolCall
from constellation_gui.models.messages import parse

# How many messages before a version are searched: it was written soon after the call, mostly.
_STRETCHES = (200, 2_000)
_MOST_HITS = 40
_PARSED_AT_ONCE = 8
_SAID_LENGTH = 240  # characters

_WRITES = re.compile(r"write|create|edit|save|patch|insert|replace|append|update", re.IGNORECASE)
# What writes files beside other things, and names them somewhere in what it is told.
_COMMANDS = re.compile(r"bash|shell|exec|terminal|command|^run|python", re.IGNORECASE)
_LAST_OF_ITS_TIME = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Intent:
    """Why a version was written: the message, how it begins, and the call that names the file."""

    agent_id: str
    message_id: str
    created_at: str | None
    said: str
    call: str


def intent_of(database: Database, row: OutputRow) -> Intent | None:
    """Return the nearest message of the version's agent, not after it, that wrote its file.

    A call that writes that file comes before a command that only names it; None if there is
    neither in reach.
    """
    names = names_in(row.path or "")
    if row.agent_id is None or not names:
        return None
    # At the same moment counts as before: a message and its outcome may share a millisecond.
    after: Key | None = Key(row.key.time, _LAST_OF_ITS_TIME)
    command: Intent | None = None
    for among in _STRETCHES:
        stretch = database.search.look(
            row.agent_id,
            text_sign(names[-1]),
            after=after,
            among=among,
            limit=_MOST_HITS,
            order=Order.DESC,
        )
        for message in _parsed(database, [hit.key for hit in stretch.hits]):
            calls = [block for block in message.blocks if isinstance(block, ToolCall)]
            writing = next((call for call in calls if _writes(call, row.path or "")), None)
            if writing is not None:
                return _intent(message, writing)
            naming = next((call for call in calls if _names(call, names[-1])), None)
            if naming is not None and command is None:
                command = _intent(message, naming)
        after = stretch.last
        if after is None:
            break
    return command


def _parsed(database: Database, keys: Sequence[Key]) -> Iterator[Message]:
    for start in range(0, len(keys), _PARSED_AT_ONCE):
        yield from map(parse, database.history.excerpts(keys[start : start + _PARSED_AT_ONCE]))


def _writes(call: ToolCall, path: str) -> bool:
    if any(is_same_file(edit.path, path) for edit in call.edits):
        return True
    return _WRITES.search(call.name) is not None and is_same_file(call.argument, path)


def _names(call: ToolCall, name: str) -> bool:
    return _COMMANDS.search(call.name) is not None and name in call.details


def _intent(message: Message, call: ToolCall) -> Intent:
    texts = (block.text for block in message.blocks if isinstance(block, Text))
    thoughts = (block.text for block in message.blocks if isinstance(block, Thinking))
    said = next(filter(None, (*texts, *thoughts)), "")
    return Intent(
        message.agent_id,
        message.id,
        message.created_at,
        one_line(said, _SAID_LENGTH),
        one_line(f"{call.name} {call.argument}", _SAID_LENGTH),
    )
