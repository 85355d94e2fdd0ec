"""A transcript as one JSON document, without loss: every column as stored, and what it means.

Agents stand one after the other, in tree order: sections within each other, thousands deep, could
not be read back. A message names the agents that its calls started.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from sqlalchemy import Table

from constellation_db import jsontext
from constellation_db.dialects.messages import may_be_blocks
from constellation_db.exporting.conversation import Family
from constellation_db.exporting.pieces import LENGTH, pieces
from constellation_db.exporting.source import Source
from constellation_db.overview_rows import Scope
from constellation_db.records import Agent, InvalidJson
from constellation_db.schema import agent_history, agents, projects

FORMAT = "constellation-transcript"
VERSION = 1

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_JSON_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "projects": ("settings",),
    "agents": ("config",),
    "agent_history": ("content", "tool_calls", "tool_results", "usage"),
}


class JsonWriter:
    """Writes a transcript, row by row."""

    def __init__(self, file: TextIO, source: Source) -> None:
        self._file = file
        self._source = source
        self._between = ""

    def write(self, family: Family, written: str) -> None:
        """Write all of it; `written` is when."""
        source = self._source
        head: dict[str, Any] = {"format": FORMAT, "version": VERSION, "exported_at": written}
        if source.redactor is not None:
            head["redacted"] = True
        self._file.write(f"{_text(head)[:-1]},\n")
        self._file.write('"projects":[')
        for row, sequence in source.values(projects):
            self._item(self.columns(projects, row, sequence))
        self._file.write('],\n"agents":[')
        self._between = "\n"
        for id in family.agents:
            self._agent(*source.agent_rows[id], family)
        self._file.write("]}\n")

    def columns(self, table: Table, row: list[Any], sequence: int) -> dict[str, Any]:
        """Return a row by its columns' names, with what its JSON columns mean under `parsed`."""
        names = [column.name for column in table.columns]
        found = {
            name: self._stored(table, name, value, sequence)
            for name, value in zip(names, row, strict=True)
        }
        texts = {name: row[names.index(name)] for name in _JSON_COLUMNS[table.name]}
        found["parsed"] = {
            name: _meaning(text)
            for name, text in texts.items()
            if isinstance(text, str) and (name != "content" or may_be_blocks(text))
        }
        return found

    def _agent(self, row: list[Any], sequence: int, family: Family) -> None:
        agent: Agent = family.agents[str(row[0])]
        starts: dict[str, dict[int, str]] = {}
        for (message, block), child in family.starts(agent).items():
            starts.setdefault(message, {})[block] = child.id
        head = self.columns(agents, row, sequence)
        head["depth_in_export"] = family.depths[agent.id]
        self._file.write(f'{self._between}{_text(head)[:-1]},"messages":[')
        self._between = "\n"
        for values, place in self._source.values(agent_history, Scope(agent_id=agent.id)):
            item = self.columns(agent_history, values, place)
            started = starts.get(str(values[0]))
            if started:
                item["started"] = [{"call": call, "agent": id} for call, id in started.items()]
            self._item(item)
        self._file.write("\n]}")
        self._between = ",\n"

    def _item(self, value: dict[str, Any]) -> None:
        self._file.write(self._between)
        self._between = ",\n"
        if sum(len(each) for each in value.values() if isinstance(each, str)) < LENGTH:
            self._file.write(_text(value))
            return
        # Member by member: the text of all of it would be as long again.
        between = "{"
        for name, member in value.items():
            self._file.write(f"{between}{_encode(name)}:")
            self._file.writelines(_members_text(name, member))
            between = ","
        self._file.write("}")

    def _stored(self, table: Table, name: str, value: Any, sequence: int) -> Any:
        """Return a value as JSON holds it; bytes that are no text in base64."""
        if isinstance(value, str) and "\ufffd" in value and self._source.redactor is None:
            raw = self._source.rows.raw(table, sequence, name)
            return value if raw == value.encode("utf-8", "surrogatepass") else _bytes(raw)
        if isinstance(value, bytes):
            return _bytes(value)
        if isinstance(value, float) and not math.isfinite(value):
            return {"number": str(value)}
        return value


def _bytes(value: bytes) -> dict[str, str]:
    return {"base64": base64.b64encode(value).decode("ascii")}


def _meaning(text: str) -> Any:
    parsed = jsontext.parse(text)
    return {"invalid_json": parsed.reason} if isinstance(parsed, InvalidJson) else parsed


def _members_text(name: str, member: Any) -> Iterator[str]:
    if isinstance(member, str):
        yield '"'
        yield from (_encode(piece)[1:-1] for piece in pieces(member))
        yield '"'
    elif name == "parsed":
        yield from pieces(_text({name: member})[len('{"parsed":') : -1])
    else:
        yield _encode(member)


def _text(value: Any) -> str:
    try:
        return _encode(value)
    except RecursionError:  # what could just be parsed is too deep to be written one level deeper
        return _encode({**value, "parsed": {"invalid_json": "nested too deep"}})
