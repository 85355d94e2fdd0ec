"""Which sessions are followed into which store: remembered, so that the next start goes on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from constellation_db.opening import store_path
from constellation_gui.importing.messages import Choice, Import
from constellation_gui.open_store import OpenStore
from constellation_gui.session import Session
from constellation_gui.stored import flag, texts


class Followed:
    """What one window follows. All windows of a process share `session`: only one follows a store.

    Stores go by their resolved paths.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._here = ""

    def into(self, store: OpenStore) -> Import | None:
        """Return the order to go on with what was followed into a store when it was left.

        None if there is nothing, if another window does it, and if the store is not to be written.
        """
        opened, path = store.opened, str(store.database.path)
        left_alone = store.database.read_only or opened.pending or opened.request.store is None
        if left_alone or path in self._session.following:
            return None
        choice = _choice(self._session.followed.get(path))
        return None if choice is None else Import(path, choice, follow=True)

    def begin(self, order: Import) -> None:
        """Note that this window follows sessions into a store, and that no other needs to."""
        self.end()
        self._here = _store(order)
        self._session.following.add(self._here)

    def end(self) -> None:
        """Note that this window follows nothing."""
        self._session.following.discard(self._here)
        self._here = ""

    def note(self, order: Import, *, following: bool) -> None:
        """Let the next start follow what is followed by an order from now on, or nothing."""
        if following:
            self.begin(order)
            self._keep(_store(order), asdict(order.choice))
        else:
            self.forget(order)

    def forget(self, order: Import) -> None:
        """Let the next start follow nothing into an order's store."""
        if _store(order) in self._session.followed:
            self._keep(_store(order), None)

    def _keep(self, store: str, told: dict[str, Any] | None) -> None:
        self._session.set_followed(store, told)
        self._session.save()  # now: what was chosen outlives a window that is killed


def _store(order: Import) -> str:
    return str(store_path(order.store))


def _choice(told: Any) -> Choice | None:
    """Return what was kept as a choice; None for what is none."""
    if not isinstance(told, dict):
        return None
    lists = [_listed(told.get(name)) for name in ("sources", "sessions", "places")]
    folders = told.get("folders")
    if not all(map(texts, lists)) or not isinstance(folders, list | tuple):
        return None
    pairs = [_listed(folder) for folder in folders]
    if not all(texts(pair) and len(pair) == 2 for pair in pairs) or not flag(told.get("usual")):
        return None
    sources, sessions, places = map(tuple, lists)
    return Choice(sources, tuple((one, two) for one, two in pairs), sessions, places, told["usual"])


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value  # JSON knows lists only
