"""A JSON document as a tree of names and values, each of which can be copied, or its path."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt

from constellation_db import InvalidJson
from constellation_db.jsontext import parse
from constellation_gui.formatting import exact_count, one_line, visible
from constellation_gui.models.columns import Column, DepthRole
from constellation_gui.models.json_layout import reindented
from constellation_gui.models.outline import Outline
from constellation_gui.models.outline_model import Index, OutlineModel
from constellation_gui.wording import tr

_MOST_NODES = 5_000
# Parsing holds the interpreter, and with it the window, until it is done.
_LONGEST = 2_000_000  # characters
_PREVIEW = 300  # characters of a text that a cell may show
_EMPTY = tr("empty", "an object or a list")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class JsonNode:
    """A value, what it goes by in its parent, and the way there from the document.

    `shown` is the value on one line; of a list or an object how much is in it.
    """

    name: str
    path: str
    depth: int
    value: Any
    shown: str

    def text(self) -> str:
        """Return the whole value: a text as it is, all else as JSON."""
        if isinstance(self.value, str):
            return self.value
        return reindented(json.dumps(self.value, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class JsonReading:
    """What was made of a text: the `document` it means, None where it means none, and its parts.

    `note` says what to know of it, "" if nothing.
    """

    text: str
    document: Any = None
    nodes: tuple[JsonNode, ...] = ()
    outline: Outline = field(default_factory=Outline, compare=False)
    note: str = ""
    valid: bool = True


NOTHING = JsonReading("")
"""What is made of no text."""


def read_json(text: str | None) -> JsonReading:
    """Take a JSON text apart; what is no JSON has no nodes and says so."""
    if not text:
        return NOTHING
    if len(text) > _LONGEST:
        note = tr("Too long to be taken apart; shown as it is stored.")
        return JsonReading(text, note=note, valid=False)
    document = parse(text)
    if isinstance(document, InvalidJson):
        note = tr("No valid JSON; shown as it is stored.")
        return JsonReading(text, note=note, valid=False)
    nodes: list[JsonNode] = []
    # A scalar alone is a row of its own; of anything else the document itself is no row.
    top = _node("", "", 0, document)
    stack = (_children(top, 0) or [top])[::-1]
    while stack and len(nodes) < _MOST_NODES:
        node = stack.pop()
        nodes.append(node)
        stack += reversed(_children(node, node.depth + 1))
    note = ""
    if stack:
        note = tr("The first {count} values; copying takes all.").format(
            count=exact_count(_MOST_NODES)
        )
    return JsonReading(text, document, tuple(nodes), Outline(node.depth for node in nodes), note)


def _children(node: JsonNode, depth: int) -> list[JsonNode]:
    if isinstance(node.value, dict):
        named = ((key, _member(node.path, key), inner) for key, inner in node.value.items())
    elif isinstance(node.value, list):
        named = ((f"[{n}]", f"{node.path}[{n}]", inner) for n, inner in enumerate(node.value))
    else:
        return []
    return [_node(name, path, depth, inner) for name, path, inner in named]


def _node(name: str, path: str, depth: int, value: Any) -> JsonNode:
    return JsonNode(name, path, depth, value, _shown(value))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return tr("%n member(s)", "", len(value)) if value else _EMPTY
    if isinstance(value, list):
        return tr("%n item(s)", "", len(value)) if value else _EMPTY
    if isinstance(value, str):
        return f'"{one_line(value, _PREVIEW)}"'
    return one_line(json.dumps(value), _PREVIEW)


def _member(path: str, key: str) -> str:
    if not _PLAIN.fullmatch(key):
        return f"{path}[{json.dumps(key, ensure_ascii=False)}]"
    return f"{path}.{key}" if path else key


JSON_COLUMNS: tuple[Column[JsonNode], ...] = (
    Column(tr("Name"), lambda node: one_line(node.name), tip=lambda node: visible(node.path)),
    Column(
        tr("Value"),
        lambda node: node.shown,
        tip=lambda node: None if isinstance(node.value, (dict, list)) else visible(node.text()),
        muted=lambda node: node.value is None or isinstance(node.value, (dict, list)),
        exact=lambda node: node.text(),
        width=240,
    ),
)


class JsonModel(OutlineModel):
    """One document; another one takes its place as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(JSON_COLUMNS, Outline(), parent)
        self.reading = NOTHING

    def show(self, reading: JsonReading) -> bool:
        """Show a document; whether it is another one than before."""
        if reading.text == self.reading.text:
            return False
        self.beginResetModel()
        self.reading, self.outline = reading, reading.outline
        self.endResetModel()
        return True

    def node(self, index: Index) -> JsonNode:
        """Return the value that a valid index stands for."""
        return self.reading.nodes[index.internalId()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a value."""
        if not index.isValid():
            return None
        if role == DepthRole:
            return self.node(index).depth
        return JSON_COLUMNS[index.column()].value(self.node(index), role)
