"""What the command palette offers: actions, projects, agents and files that fit what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from constellation_db import Database, Named, NamedKind
from constellation_gui.formatting import one_line, short_id
from constellation_gui.models.columns import RowRole
from constellation_gui.models.lane import Lane
from constellation_gui.models.ranking import fragments, ranked
from constellation_gui.models.status import status_icon
from constellation_gui.place import SCHEME, Place, Tab
from constellation_gui.queries import Runner
from constellation_gui.wording import tr

Index = QModelIndex | QPersistentModelIndex

_MOST = 100  # rows; who needs more types more
_OF_A_KIND = 30
_FEW = 20  # fewer than this many exact finds are joined by looser ones
# A busy store must not keep the actions; what comes sooner would only flicker.
_PATIENCE_MS = 150
# What fits alike stands in this order.
_BEFORE = {"action": 3.0, NamedKind.PROJECT: 2.0, NamedKind.AGENT: 1.0, NamedKind.FILE: 0.0}


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette, and what choosing it does: trigger an action, or go to a place.

    `problem` says why it does neither.
    """

    title: str
    detail: str = ""
    icon: str | None = None
    keys: str = ""
    action: str | None = None
    place: Place | None = None
    problem: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (self.title, self.detail, self.keys)))


class PaletteModel(QAbstractListModel):
    """The hits for what is typed: actions at once, what the store holds a moment later.

    `commands` gives the actions that can be triggered now; `arrived` tells that hits are there.
    """

    arrived = Signal()

    def __init__(self, commands: Callable[[], Iterable[Hit]], parent: QObject | None = None):
        super().__init__(parent)
        self._commands = commands
        self._lane: Lane | None = None
        self._database: Database | None = None
        self._hits: list[Hit] = []
        self._at_least: list[tuple[float, Hit]] = []
        self._impatience = QTimer(self)
        self._impatience.setSingleShot(True)
        self._impatience.setInterval(_PATIENCE_MS)
        self._impatience.timeout.connect(lambda: self._merge([]))

    def look_into(self, queries: Runner | None) -> None:
        """Look for names in this store, or in none."""
        if self._lane is not None:
            self._lane.cancel()
        self._lane = None if queries is None else Lane(queries)
        self._database = None if queries is None else queries.database

    def type(self, text: str) -> None:
        """Find what fits a text; what was found before stays for a moment, until there is more."""
        if self._lane is not None:
            self._lane.cancel()
        if text.strip().lower().startswith(SCHEME):
            self._replace([_address(text)])
            return
        typed = fragments(text)
        fitting = ranked(typed, self._commands(), lambda hit: (hit.title, hit.detail), _MOST)
        scored = [(score + _BEFORE["action"], hit) for score, hit in fitting]
        self._at_least = scored
        if not typed or self._lane is None or self._database is None:
            self._merge([])
            return
        self._impatience.start()
        self._lane.run(
            partial(named, self._database, typed),
            deliver=self._merge,
            failed=lambda _problem: self._merge([]),  # the panes tell of the fault
        )

    @property
    def searching(self) -> bool:
        """Whether the store is still being asked for what was typed last."""
        return self._lane is not None and self._lane.busy

    def hit(self, index: Index) -> Hit:
        """Return what a valid index stands for."""
        return self._hits[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the hits."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up the title of a hit, what a screen reader says, or the hit (`RowRole`)."""
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return hit.spoken
        return hit if role == RowRole else None

    def _merge(self, found: list[tuple[float, Hit]]) -> None:
        both = sorted([*self._at_least, *found], key=lambda each: -each[0])
        self._replace([hit for _score, hit in both[:_MOST]])

    def _replace(self, hits: list[Hit]) -> None:
        self._impatience.stop()
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()
        self.arrived.emit()


def named(database: Database, typed: Sequence[str]) -> list[tuple[float, Hit]]:
    """Return what of a store fits, with its score; to be called off the GUI thread."""
    found: list[tuple[float, Hit]] = []
    for kind in NamedKind:
        exact = database.names.find(kind, typed)
        names = {(one.project_id, one.id): one for one in exact}
        if len(names) < _FEW:
            loose = database.names.find(kind, typed, loosely=True)
            names |= {(one.project_id, one.id): one for one in loose}
        best = ranked(typed, names.values(), _said, _OF_A_KIND)
        found += [(score + _BEFORE[kind], _hit(one)) for score, one in best]
    return found


def _said(one: Named) -> tuple[str, str]:
    project = "" if one.kind is NamedKind.PROJECT else one.project_name or ""
    return one.name or "", project


def _hit(one: Named) -> Hit:
    title = one_line(one.name) or short_id(one.id)
    project = one_line(one.project_name) or short_id(one.project_id)
    if one.kind is NamedKind.PROJECT:
        place = Place(project=one.id, tab=Tab.TRANSCRIPT)
        return Hit(title, tr("Project"), status_icon(one.status), place=place)
    if one.kind is NamedKind.AGENT:
        place = Place(project=one.project_id, agent=one.id)
        detail = tr("Agent · {project}").format(project=project)
        return Hit(title, detail, status_icon(one.status), place=place)
    place = Place(project=one.project_id, output=one.id, tab=Tab.FILES)
    return Hit(title, tr("File · {project}").format(project=project), "file", place=place)


def _address(text: str) -> Hit:
    try:
        place = Place.parse(text)
    except ValueError as wrong:
        return Hit(str(wrong), icon="warning", problem=True)
    return Hit(tr("Go to this place"), one_line(place.url()), "link", place=place)
