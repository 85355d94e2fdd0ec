"""What the list of a review shows of each file and folder."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from constellation_db import ChangedPath
from constellation_gui.formatting import exact_count, one_line, visible
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.file_rows import kind_icon, kind_name
from constellation_gui.models.review_files import Counted, State
from constellation_gui.wording import tr

_NAME = 400  # characters of a name that a cell may show


@dataclass(frozen=True, slots=True)
class ReviewNode:
    """A row: a file with its path, or a folder with the sums of what is in it.

    `added` and `removed` are lines; `uncounted` files are not in them yet. `moved_from` is where a
    file's content stood before, if it is gone from there.
    """

    name: str
    kind: str
    depth: int
    changed: ChangedPath | None
    files: int
    added: int
    removed: int
    uncounted: int
    counted: Counted | None
    moved_from: str | None = None

    @property
    def state(self) -> str:
        """What became of the file, in a word or two; empty where that is not known yet."""
        if self.counted is None:
            return ""
        state = State.MOVED if self.moved_from is not None else self.counted.state
        return tr("{state}, binary").format(state=state.said) if self.counted.binary else state.said


def _name_tip(node: ReviewNode) -> str:
    if node.changed is None:
        files = tr("%n file(s)", "", node.files)
        return f"{visible(node.name)}\n{files}"
    versions = node.changed.versions
    facts = [
        visible(node.changed.path),
        tr("%n version(s) by these agents", "", versions),
    ]
    if node.moved_from is not None:
        moved = tr("Has the content that is gone from {path}")
        facts.append(moved.format(path=visible(node.moved_from)))
    if node.counted is not None and node.counted.differs:
        facts.append(tr("The version before holds something else than the text this one replaced"))
    return "\n".join(facts)


def _lines(sign: str, lines: int, node: ReviewNode) -> str:
    if node.uncounted == node.files:
        return "…"
    if node.counted is not None and node.counted.state in (State.UNRECORDED, State.LONG):
        return ""
    return f"{sign}{exact_count(lines)}{'…' if node.uncounted else ''}"


REVIEW_COLUMNS: tuple[Column[ReviewNode], ...] = (
    Column(
        tr("Name"),
        lambda node: one_line(node.name, _NAME) or tr("(empty)"),
        elide=Qt.TextElideMode.ElideMiddle,  # the end of a path says most
        icon=lambda node: kind_icon(node.kind),
        tip=_name_tip,
        spoken=lambda node: f"{one_line(node.name, _NAME)}, {kind_name(node.kind)}",
    ),
    Column(
        tr("State"),
        lambda node: node.state,
        tip=_name_tip,
        muted=lambda node: node.counted is not None and node.counted.state is State.SAME,
        width=96,
    ),
    Column(
        tr("Added"),
        lambda node: _lines("+", node.added, node),
        align=RIGHT,
        sort=lambda node: node.added,
        muted=lambda node: not node.added,
        width=92,
    ),
    Column(
        tr("Removed"),
        lambda node: _lines("−", node.removed, node),
        align=RIGHT,
        sort=lambda node: node.removed,
        muted=lambda node: not node.removed,
        width=92,
    ),
)
