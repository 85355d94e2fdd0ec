"""The sessions found on this machine, to be ticked; more of them come while one looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from constellation_gui.formatting import ago, exact_count, moment, one_line, size, visible
from constellation_gui.importing.messages import Choice, SessionFound
from constellation_gui.models.columns import RIGHT, Column, DepthRole
from constellation_gui.models.import_words import standing
from constellation_gui.models.outline_model import Index, OutlineModel
from constellation_gui.models.persistence import rearranged
from constellation_gui.models.session_tree import (
    FOLDER,
    SESSION,
    SOURCE,
    Known,
    SessionNode,
    SessionTree,
    Wishes,
    choice,
)
from constellation_gui.store_facts import short_path
from constellation_gui.wording import tr

_ICONS = {SOURCE: "agent", FOLDER: "folder", SESSION: "message"}
_ARRANGE_MS = 120
_REST = 5  # times as long as arranging took

CHECK = Qt.ItemDataRole.CheckStateRole
_STATES = {0: Qt.CheckState.Unchecked, 1: Qt.CheckState.PartiallyChecked}


def name_of(node: SessionNode) -> str:
    """Return what a row is called."""
    if node.kind == FOLDER:
        return _folder_name(node.name)
    if node.kind == SESSION and not node.name and node.found is not None:
        return Path(node.found.path).name
    return one_line(node.name)


def _folder_name(folder: str) -> str:
    path = Path(folder)
    if not folder:
        return tr("(folder not recorded)")
    if not path.name or not path.is_absolute():
        return one_line(folder)
    return f"{one_line(path.name)}  ·  {one_line(short_path(path.parent))}"


def _when(node: SessionNode) -> str | None:
    return datetime.fromtimestamp(node.changed, UTC).isoformat() if node.changed else None


def _tip(node: SessionNode) -> str:
    if node.found is None:
        return visible(node.folder or node.name)
    return visible("\n".join(filter(None, (node.name, node.found.path))))


def _count(node: SessionNode) -> str:
    return "" if node.kind == SESSION else exact_count(node.sessions)


def _standing(node: SessionNode) -> str:
    if node.kind != SESSION:
        return standing(node.sessions, node.new, node.grown)
    if node.grown:
        return tr("{size} new").format(size=size(node.rest))
    return tr("New") if node.new else tr("Imported", "of a session")


SESSION_COLUMNS: tuple[Column[SessionNode], ...] = (
    Column(tr("Session"), name_of, icon=lambda node: _ICONS[node.kind], tip=_tip),
    Column(
        tr("In the store"),
        _standing,
        tip=_standing,
        muted=lambda node: not node.rest,
        width=184,
    ),
    Column(tr("Sessions"), _count, align=RIGHT, sort=lambda node: node.sessions, width=80),
    Column(
        tr("Files"),
        lambda node: exact_count(node.files),
        align=RIGHT,
        sort=lambda node: node.files,
        width=64,
    ),
    Column(
        tr("Size"), lambda node: size(node.size), align=RIGHT, sort=lambda node: node.size, width=80
    ),
    Column(
        tr("Last written", "a narrow column"),
        lambda node: ago(_when(node)),
        tip=lambda node: moment(_when(node)),
        exact=lambda node: moment(_when(node)),
        width=120,
    ),
)


class SessionsModel(OutlineModel):
    """Sources, their folders, their sessions. `changed` tells that other rows or ticks are there.

    Sessions that arrive are shown together after a moment: there may be thousands.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(SESSION_COLUMNS, SessionTree(), parent)
        self.wishes = Wishes()
        self.text = ""
        self.only_new = False
        self._titles: dict[str, str] = {}
        self._found: dict[str, Known] = {}
        self.chosen: list[SessionFound] = []
        """The sessions that are ticked, shown or not."""
        self.refused = False
        """Whether all sessions are to be left as they are: somebody said so of each."""
        self.up_to_date = False
        """Whether there are sessions, and all there is of them is in the store."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_ARRANGE_MS)
        self._soon.timeout.connect(self._arrange)

    @property
    def tree(self) -> SessionTree:
        """The rows."""
        assert isinstance(self.outline, SessionTree)
        return self.outline

    @property
    def total(self) -> int:
        """How many sessions there are, shown or not."""
        return len(self._found)

    def choice(self, places: Iterable[str], *, usual: bool) -> Choice:
        """Return what is ticked; it was found in places, or in the usual ones too."""
        return choice(self._sessions(), self.wishes, places, usual=usual)

    # -- What comes -------------------------------------------------------------------------------

    def name_source(self, name: str, title: str) -> None:
        """Say how a source is called; sources are shown in the order in which they were named."""
        self._titles[name] = title

    def add(self, sessions: Iterable[SessionFound]) -> None:
        """Show sessions, soon; one that is known reads as the later one says."""
        self._found |= {session.id: Known(session) for session in sessions}
        if not self._soon.isActive():
            self._soon.start()

    def settle(self) -> None:
        """Show at once what has come."""
        if self._soon.isActive():
            self._soon.stop()
            self._arrange()

    def filter(self, text: str, *, only_new: bool = False) -> None:
        """Show only sessions with a text in their title, folder or file; or only what is new."""
        if (text, only_new) != (self.text, self.only_new):
            self.text, self.only_new = text, only_new
            self._soon.stop()
            self.beginResetModel()
            self._make()
            self.endResetModel()
            self.changed.emit()

    # -- Ticks ------------------------------------------------------------------------------------

    def tick(self, index: Index, wish: bool) -> None:
        """Wish for a session, or for all that is shown of a folder or a source; or not."""
        node = self.node(index)
        if node.found is not None:
            self.wishes.set_session(node.found, wish)
        elif self.text or self.only_new:
            for each in self.tree.nodes:
                if each.found is not None and _stands_under(each.found, node):
                    self.wishes.set_session(each.found, wish)
        else:
            below = [one for one in self._sessions() if _stands_under(one, node)]
            if node.kind == FOLDER:
                self.wishes.set_folder(node.source, node.folder, wish, below)
            else:
                self.wishes.set_source(node.source, wish, below)
        self._tell_ticks()

    def tick_all(self, wish: bool) -> None:
        """Wish for all that is shown, or for nothing of it."""
        for row in range(self.rowCount()):
            self.tick(self.index(row, 0), wish)

    def _tell_ticks(self) -> None:
        self._count()
        last = len(self.columns) - 1
        if len(self.tree):  # whatever is in sight may be another now
            top, end = self.index_at(0), self.index_at(0, last)
            self.dataChanged.emit(top, end)
        self.changed.emit()

    # -- Look-ups ---------------------------------------------------------------------------------

    def node(self, index: Index) -> SessionNode:
        """Return what a valid index stands for."""
        return self.tree.nodes[index.internalId()]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Look up what a column shows of a row."""
        if not index.isValid():
            return None
        node = self.node(index)
        if role == CHECK:
            return self._state(index) if index.column() == 0 else None
        return (
            node.depth if role == DepthRole else SESSION_COLUMNS[index.column()].value(node, role)
        )

    def _state(self, index: Index) -> Qt.CheckState:
        chosen = self.tree.chosen[index.internalId()]
        if chosen == self.node(index).sessions:
            return Qt.CheckState.Checked
        return _STATES[min(chosen, 1)]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row, or not."""
        if role != CHECK or not index.isValid():
            return False
        self.tick(index, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    # -- Arranging --------------------------------------------------------------------------------

    def _make(self) -> None:
        self.outline = SessionTree(
            self._found.values(), self._titles, self.text, only_new=self.only_new
        )
        self._count()

    def _count(self) -> None:
        sessions = list(self._sessions())
        self.chosen = self.wishes.among(sessions)
        self.refused = next(self.wishes.unrefused(sessions), None) is None
        self.up_to_date = bool(sessions) and not any(one.rest for one in sessions)
        self.tree.count_chosen({one.id for one in self.chosen})

    def _sessions(self) -> Iterator[SessionFound]:
        return (each.session for each in self._found.values())

    def _arrange(self) -> None:
        begun = monotonic()
        with rearranged(self, self._key, self._index_of):
            self._make()
        self._soon.setInterval(max(_ARRANGE_MS, round((monotonic() - begun) * _REST * 1000)))
        self.changed.emit()

    def _key(self, index: QModelIndex) -> str:
        return self.tree.nodes[index.internalId()].key

    def _index_of(self, key: str, column: int) -> QModelIndex:
        number = self.tree.numbers.get(key)
        return QModelIndex() if number is None else self.index_at(number, column)


def _stands_under(session: SessionFound, node: SessionNode) -> bool:
    return session.source == node.source and (node.kind == SOURCE or session.folder == node.folder)
