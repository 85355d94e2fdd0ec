"""Sessions that can be imported, as a tree: by program and by folder, and which are chosen."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from constellation_gui.importing.messages import Choice, SessionFound
from constellation_gui.models.outline import Outline

SOURCE, FOLDER, SESSION = "source", "folder", "session"

Folder = tuple[str, str]


class SessionNode(NamedTuple):
    """A row: a session, or what several have in common; sums are of all that are shown below.

    `new` and `grown` count sessions of which nothing, or not all, is imported; `rest` is what is
    still to be imported, in bytes.
    """

    key: str
    kind: str
    name: str
    source: str
    folder: str
    depth: int
    found: SessionFound | None
    sessions: int
    files: int
    size: int
    changed: float
    new: int
    grown: int
    rest: int


class Wishes:
    """What a person ticked: a session, else its folder, else its source says.

    Where nobody said anything, sessions are ticked of which there is something to import.
    """

    def __init__(self) -> None:
        self._sources: dict[str, bool] = {}
        self._folders: dict[Folder, bool] = {}
        self._sessions: dict[str, bool] = {}

    def of_source(self, source: str) -> bool | None:
        """Whether sessions of a source are wished for, unless something else is said of them."""
        return self._sources.get(source)

    def of_folder(self, source: str, folder: str) -> bool | None:
        """Whether sessions in a folder are."""
        return self._folders.get((source, folder), self.of_source(source))

    def among(self, sessions: Iterable[SessionFound]) -> list[SessionFound]:
        """Return those of sessions that are wished for."""
        wishes = self._said_of(sessions)
        return [each for each, wish in wishes if (each.rest > 0 if wish is None else wish)]

    def refused(self, sessions: Iterable[SessionFound]) -> bool:
        """Whether it was said of any of sessions that it is not wished for."""
        return any(wish is False for _, wish in self._said_of(sessions))

    def unrefused(self, sessions: Iterable[SessionFound]) -> Iterator[SessionFound]:
        """Give those of sessions of which that was not said."""
        return (each for each, wish in self._said_of(sessions) if wish is not False)

    def _said_of(
        self, sessions: Iterable[SessionFound]
    ) -> Iterator[tuple[SessionFound, bool | None]]:
        said = self._sessions
        folders: dict[Folder, bool | None] = {}
        for each in sessions:
            wish = said.get(each.id)
            if wish is None:
                folder = each.source, each.folder
                if folder not in folders:
                    folders[folder] = self.of_folder(*folder)
                wish = folders[folder]
            yield each, wish

    def set_source(self, source: str, wish: bool, sessions: Iterable[SessionFound]) -> None:
        """Wish for a source as a whole, or not; `sessions` are all of it."""
        self._sources[source] = wish
        self._folders = {key: told for key, told in self._folders.items() if key[0] != source}
        self._forget(sessions)

    def set_folder(
        self, source: str, folder: str, wish: bool, sessions: Iterable[SessionFound]
    ) -> None:
        """Wish for a folder as a whole, or not; `sessions` are all in it."""
        self._folders[source, folder] = wish
        self._forget(sessions)

    def set_session(self, session: SessionFound, wish: bool) -> None:
        """Wish for a session, or not."""
        self._sessions[session.id] = wish

    def _forget(self, sessions: Iterable[SessionFound]) -> None:
        for session in sessions:
            self._sessions.pop(session.id, None)


class Known:
    """A session's own row, and what a text is looked for in, made once."""

    def __init__(self, session: SessionFound) -> None:
        self.session = session
        self.sought = f"{session.title}\n{session.folder}\n{session.path}".casefold()
        self.row = SessionNode(
            *(session.id, SESSION, session.title, session.source, session.folder, 2, session),
            *(1, session.files, session.size, session.changed),
            *(int(session.state == "new"), int(session.state == "grown"), session.rest),
        )


class SessionTree(Outline):
    """The rows in the order shown: the newest folder of a source first, in it the newest session.

    Only sessions with `text` in what is known of them are shown, and if asked for only those of
    which something is to be imported. `chosen` counts by number what is ticked of what is shown
    below a row, and the row itself.
    """

    def __init__(
        self,
        known: Iterable[Known] = (),
        titles: Mapping[str, str] | None = None,
        text: str = "",
        *,
        only_new: bool = False,
    ) -> None:
        if only_new:
            known = (each for each in known if each.row.rest)
        self.nodes = _nodes(known, titles or {}, text.casefold())
        super().__init__(node.depth for node in self.nodes)
        self.numbers = {node.key: number for number, node in enumerate(self.nodes)}
        self.chosen = array("l", bytes(array("l").itemsize * len(self.nodes)))

    def count_chosen(self, ids: Container[str]) -> None:
        """Count anew what is ticked: the sessions with these ids."""
        counts = [0, 0, 0]  # by depth, from the last row that was not as deep
        for number in range(len(self.nodes) - 1, -1, -1):
            node = self.nodes[number]
            if node.found is not None:
                self.chosen[number] = own = int(node.key in ids)
            else:
                self.chosen[number] = own = counts[node.depth + 1]
                counts[node.depth + 1] = 0
            counts[node.depth] += own


def _nodes(known: Iterable[Known], titles: Mapping[str, str], text: str) -> list[SessionNode]:
    shown: dict[str, dict[str, list[SessionNode]]] = {source: {} for source in titles}
    for each in known:
        if not text or text in each.sought:
            folders = shown.setdefault(each.row.source, {})
            folders.setdefault(each.row.folder, []).append(each.row)
    found: list[SessionNode] = []
    for source, folders in shown.items():
        inside: list[SessionNode] = []
        sums: list[SessionNode] = []
        for folder, rows in sorted(folders.items(), key=_newest):
            rows.sort(key=_changed, reverse=True)
            sums.append(_sum(f"folder {source} {folder}", FOLDER, folder, rows, depth=1))
            inside += [sums[-1], *rows]
        if inside:
            name = titles.get(source, source)
            found += [_sum(f"source {source}", SOURCE, name, sums, depth=0), *inside]
    return found


_changed = attrgetter("changed")


def _newest(folder: tuple[str, list[SessionNode]]) -> float:
    return -max(row.changed for row in folder[1])


def _sum(key: str, kind: str, name: str, rows: list[SessionNode], *, depth: int) -> SessionNode:
    return SessionNode(
        *(key, kind, name, rows[0].source, rows[0].folder if kind == FOLDER else "", depth, None),
        sum(row.sessions for row in rows),
        sum(row.files for row in rows),
        sum(row.size for row in rows),
        max(row.changed for row in rows),
        sum(row.new for row in rows),
        sum(row.grown for row in rows),
        sum(row.rest for row in rows),
    )


def choice(
    sessions: Iterable[SessionFound],
    wishes: Wishes,
    places: Iterable[str] = (),
    *,
    usual: bool = True,
) -> Choice:
    """Return what is wished for, in as few words as possible; it was found in places.

    What is imported already belongs to it unless somebody refused it: importing that costs nothing,
    and following needs it.
    """
    by_folder: dict[Folder, list[SessionFound]] = {}
    for session in sessions:
        by_folder.setdefault((session.source, session.folder), []).append(session)
    whole = {
        folder
        for folder, within in by_folder.items()
        if wishes.of_folder(*folder) is not False and not wishes.refused(within)
    }
    sources = tuple(
        source
        for source in dict.fromkeys(folder[0] for folder in by_folder)
        if wishes.of_source(source) is not False
        and all(folder in whole for folder in by_folder if folder[0] == source)
    )
    return Choice(
        sources,
        tuple(folder for folder in by_folder if folder in whole and folder[0] not in sources),
        tuple(
            session.id
            for folder, within in by_folder.items()
            if folder not in whole and folder[0] not in sources
            for session in wishes.unrefused(within)
        ),
        tuple(places),
        usual,
    )
