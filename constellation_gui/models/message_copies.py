"""Messages for the clipboard: whole, whatever is folded or cut in the window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from constellation_db import AgentHistory, Database, Key, MessageExcerpt
from constellation_gui.formatting import exact_count
from constellation_gui.models.message_text import as_markdown, as_text
from constellation_gui.models.messages import parse
from constellation_gui.wording import tr

# What a clipboard and whoever pastes from it can stand.
MOST_CHARACTERS = 20_000_000
_AT_ONCE = 50

Write = Callable[[AgentHistory, Key], str]


def text_of(row: AgentHistory, key: Key) -> str:
    """Return a message as a person would write it down."""
    return as_text(parse(MessageExcerpt(key, row, {})))


def markdown_of(row: AgentHistory, key: Key) -> str:
    """Return a message as Markdown."""
    return as_markdown(parse(MessageExcerpt(key, row, {})))


def json_of(row: AgentHistory, key: Key) -> str:
    """Return a message's columns as they are stored, as JSON."""
    return json.dumps(asdict(row), ensure_ascii=False, indent=2) + "\n"


def copied(database: Database, keys: Sequence[Key], write: Write) -> str:
    """Return messages written one after the other.

    What would be beyond `MOST_CHARACTERS` is left out, and the text says so.
    """
    return "\n".join(_pieces(database, keys, write))


def _pieces(database: Database, keys: Sequence[Key], write: Write) -> Iterable[str]:
    room = MOST_CHARACTERS
    for start in range(0, len(keys), _AT_ONCE):
        chunk = keys[start : start + _AT_ONCE]
        for number, found in enumerate(database.history.excerpts(chunk, limit=room), start):
            piece = write(found.message, found.key)
            room -= len(piece)
            if found.lengths or room < 0:
                rest = tr("{count} more messages are too much for the clipboard")
                yield f"[{rest.format(count=exact_count(len(keys) - number))}]\n"
                return
            yield piece
