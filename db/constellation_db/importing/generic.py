"""Lists of messages, of no particular program: JSON, or lines of it.

A JSON text is a list of messages or an object with one (`messages`, `history`, `conversation`,
`input` with `output`). A line is a message, or such an object: a conversation of its own.
`dialects` says which messages are understood. Nothing in them says where the agent worked: the
file's folder stands for it. Messages without a time have the file's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from constellation_db.importing.batch import Batch, Object
from constellation_db.importing.conversation import Conversation, moment, written_at
from constellation_db.importing.dialects import messages
from constellation_db.importing.lines import dump
from constellation_db.importing.naming import derived_id, fingerprint
from constellation_db.importing.reasons import NO_OBJECT, UNKNOWN, because
from constellation_db.importing.session import Desk, as_text, title
from constellation_db.importing.source import Documents, Found, Reader, Shelf

NAME = "messages"
_LISTS = ("messages", "history", "conversation", "input", "output")
_ROLES = frozenset(("user", "assistant", "system", "developer", "tool", "human", "model"))
_ITEMS = ("message", "reasoning", "function_call", "function_call_output")
_TIMES = ("timestamp", "created_at", "createdAt", "created", "time", "date")
_SHORT = (str, int, float)  # what is told of a conversation besides its messages
_TITLES = ("title", "name")


class Messages(Documents):
    """The source; see the module's text."""

    name = NAME
    title = "Lists of messages"

    def owns(self, record: Object) -> bool:
        """Whether a record is a message, or holds a list of them."""
        if record.get("role") in _ROLES and ("content" in record or "tool_calls" in record):
            return True
        if record.get("type") in _ITEMS or record.get("object") in ("response", "chat.completion"):
            return True
        whole = "messages" in record or "conversation" in record
        return whole or {"input", "output"} <= record.keys()

    def reader(self, found: Found, state: Object, shelf: Shelf) -> Reader:
        """Return a reader of one file."""
        return MessagesReader(found.path, state, shelf)


class MessagesReader:
    """Makes rows of one file's messages, or conversations."""

    def __init__(self, path: Path, state: Object, shelf: Shelf) -> None:
        self.state = state
        self._path = path
        self._desk = Desk(NAME, state, shelf)

    def take(self, record: Object, line: int, batch: Batch) -> str | None:
        """Put what a record says into the batch; see `Reader`."""
        self._desk.batch = batch
        if "time" not in self.state:
            self.state["time"] = written_at(self._path)
        listed = list(_listed(record))
        if not listed:
            return self._say(self._conversation(record, line, {}), record, line)
        # A conversation of its own, begun anew.
        for name in ("root", "count", "open"):
            self.state.pop(name, None)
        about = {key: value for key, value in record.items() if isinstance(value, _SHORT)}
        conversation = self._conversation(record, line, about)
        verdicts = [self._say(conversation, item, line, place) for place, item in listed]
        wrong = [verdict for verdict in verdicts if verdict]
        more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        return f"{wrong[0]}{more}" if wrong else None

    def _conversation(self, record: Object, line: int, about: Object) -> Conversation:
        if "root" in self.state:
            return Conversation(self._desk, self.state, self.state["root"])
        # Its first words tell a file from another that has its name now.
        first = next((item for _, item in _listed(record)), record)
        place = str(self._path.absolute())
        number = str(line) if about else ""
        root = derived_id(NAME, "session", place, number, fingerprint(dump(first) or ""))
        directory = as_text(record.get("cwd")) or str(self._path.absolute().parent)
        self._desk.begin(root, directory)
        conversation = Conversation(self._desk, self.state, root)
        called = next((title(record[name]) for name in _TITLES if _is_text(record, name)), "")
        about = {**about, "workingDirectory": directory, "file": place}
        time = self._time(record)
        conversation.begin(about, time, name=called if "role" not in record else "")
        return conversation

    def _say(
        self, conversation: Conversation, record: Any, line: int, place: int | None = None
    ) -> str | None:
        where = [] if place is None else [f"message {place}"]
        if not isinstance(record, dict):
            return because(NO_OBJECT, *where)
        time = self._time(record)
        any_said = False
        for said in messages(record):
            any_said = True
            conversation.say(said, time)
        if any_said:
            return None
        root = self.state["root"]
        kind = as_text(record.get("type")) or as_text(record.get("role")) or "?"
        id = derived_id(root, "line", str(line), str(place or ""))
        self._desk.agent(root, time)
        self._desk.event(id, root, f"record:{kind[:40]}", record, time)
        return because(UNKNOWN, *where, kind[:40])

    def _time(self, record: Object) -> str:
        told = next((record[name] for name in _TIMES if record.get(name)), None)
        return self._desk.time(moment(told))


def _listed(record: Object) -> Iterator[tuple[int, Any]]:
    """Give the messages of an object that holds a conversation, numbered from 1."""
    if record.get("object") == "response" or "role" in record or "choices" in record:
        return
    number = 0
    for name in _LISTS:
        found = record.get(name)
        if isinstance(found, str) and name in ("input", "output"):
            found = [{"role": "user" if name == "input" else "assistant", "content": found}]
        for item in found if isinstance(found, list) else []:
            number += 1
            yield number, item


def _is_text(record: Object, name: str) -> bool:
    return isinstance(record.get(name), str) and bool(record[name].strip())
