"""What the tree of files shows of each path and folder."""

from __future__ import annotations

from PySide6.QtCore import Qt

from constellation_gui import formatting
from constellation_gui.formatting import exact_count, moment, one_line, visible
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.file_orders import FileOrder
from constellation_gui.models.path_entries import PATHLESS
from constellation_gui.models.path_tree import FOLDER, FileNode
from constellation_gui.models.stored_words import KINDS
from constellation_gui.wording import tr

# By kind: the icon, and how it is called.
_KINDS = {
    FOLDER: ("folder", tr("folder")),
    "file": ("file", KINDS["file"]),
    "artifact": ("artifact", KINDS["artifact"]),
    "log": ("log", KINDS["log"]),
    PATHLESS: ("link", tr("outputs without a path")),
}
_NAME = 400  # characters of a name that a cell may show
_LINES_TIP = tr("Lines added and removed by all these versions")


def kind_icon(kind: str) -> str:
    """Return the name of the icon of a kind of output; an unknown kind looks like a file."""
    return _KINDS.get(kind, _KINDS["file"])[0]


def kind_name(kind: str) -> str:
    """Return how a kind of output is called."""
    return _KINDS[kind][1] if kind in _KINDS else one_line(kind, 40)


def second(timestamp: str | None) -> str:
    """Return a time for a list, to the second; the tool tip has it exactly."""
    return formatting.second(timestamp)


def _lines(node: FileNode) -> str:
    facts = node.facts
    if node.entry is None or node.kind == PATHLESS:
        return ""
    if facts is None:
        return "…"
    if facts.added is None or facts.removed is None:
        return ""
    return f"+{exact_count(facts.added)} −{exact_count(facts.removed)}"


def _author(node: FileNode) -> str:
    return "" if node.facts is None else node.facts.author


def _last(node: FileNode) -> str:
    return second(node.latest.time)[: len("2026-01-31 10:02")]


def _name_tip(node: FileNode) -> str:
    versions = tr("%n version(s)", "", node.versions)
    if node.kind == PATHLESS:
        return tr("What was recorded without a path: {count}").format(
            count=exact_count(node.versions)
        )
    if node.entry is not None:
        assert node.entry.path is not None
        return f"{visible(node.entry.path)}\n{kind_name(node.kind).capitalize()}, {versions}"
    files = tr("%n file(s)", "", node.paths)
    return f"{visible(node.name)}\n{files}, {versions}"


def title(column: Column[FileNode], order: FileOrder) -> str:
    """Return what heads a column where files are sorted like that."""
    if column.order_by == "added" and order.by_lines:  # one column for both
        return f"{'+' if order.by == 'added' else '−'} {column.title} {order.arrow}"
    return f"{column.title} {order.arrow}" if order.by == column.order_by else column.title


FILE_COLUMNS: tuple[Column[FileNode], ...] = (
    Column(
        tr("Name"),
        lambda node: one_line(node.name, _NAME) or tr("(empty)"),
        elide=Qt.TextElideMode.ElideMiddle,  # the end of a path says most
        icon=lambda node: kind_icon(node.kind),
        tip=_name_tip,
        muted=lambda node: node.kind == PATHLESS,
        spoken=lambda node: f"{one_line(node.name, _NAME)}, {kind_name(node.kind)}",
        order_by="path",
    ),
    Column(
        tr("Versions", "a narrow column"),
        lambda node: exact_count(node.versions),
        align=RIGHT,
        sort=lambda node: node.versions,
        order_by="versions",
        width=76,
    ),
    Column(
        tr("Lines"),
        _lines,
        align=RIGHT,
        muted=lambda node: node.facts is None,
        tip=lambda node: _LINES_TIP if node.facts else None,
        exact=lambda node: _lines(node).strip("…"),
        order_by="added",
        width=96,
    ),
    Column(
        tr("Last by"),
        _author,
        tip=lambda node: _author(node) or None,
        order_by="author",
        width=112,
    ),
    Column(
        tr("Last"),
        _last,
        sort=lambda node: node.latest,
        order_by="time",
        tip=lambda node: moment(node.latest.time),
        width=128,
    ),
)
