"""Where the person left off: the store, the place in it, the window's shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import platformdirs

from constellation_db import ConstellationError
from constellation_gui import stored
from constellation_gui.place import Place
from constellation_gui.preferences import APPLICATION
from constellation_gui.stored import flag, mapping, numbers, text, texts, texts_by_text

_RECENT = 10
_PLACES = 50


@dataclass
class Session:
    """What is restored at the next start; all windows of a process share one.

    `geometry` is Qt's own, in base64; `widths` are those of the panes in px; `hidden` names panes.
    `columns` says of each list which columns are shown, and how wide.
    `places` maps stores to addresses, the store left last at the end. `declined` names stores whose
    owner wants them left as they are. `follow_import` says whether sessions that are imported are
    to be followed, and `followed` which are into which store.
    """

    last_store: Annotated[str, text] = ""
    recent: Annotated[list[str], texts] = field(default_factory=list)
    places: Annotated[dict[str, str], texts_by_text] = field(default_factory=dict)
    declined: Annotated[list[str], texts] = field(default_factory=list)
    geometry: Annotated[str, text] = ""
    widths: Annotated[list[int], numbers] = field(default_factory=list)
    hidden: Annotated[list[str], texts] = field(default_factory=list)
    columns: Annotated[dict[str, Any], mapping] = field(default_factory=dict)
    follow_import: Annotated[bool, flag] = False
    followed: Annotated[dict[str, Any], mapping] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # No fields: they are not kept.
        self._changes: list[Callable[[Session], None]] = []
        self.following: set[str] = set()
        """Stores into which a window of this process follows sessions."""

    @staticmethod
    def path() -> Path:
        """Return the file it is kept in."""
        return platformdirs.user_state_path(APPLICATION, appauthor=False) / "session.json"

    @classmethod
    def load(cls) -> Session:
        """Read it; an empty one where nothing is kept."""
        return stored.load(cls, cls.path())

    def save(self) -> ConstellationError | None:
        """Keep it; returns the fault that prevents it.

        What another process noted meanwhile of stores and places stays, and is known from now on.
        """
        kept = Session.load() if self.path().exists() else replace(self)
        for change in self._changes:
            change(kept)
        self.recent, self.places, self.declined = kept.recent, kept.places, kept.declined
        self.followed = kept.followed
        fault = stored.save(self, self.path())
        if fault is None:
            self._changes.clear()
        return fault

    def opened(self, store: Path) -> None:
        """Note that a store was opened, for the next start and for Open Recent."""
        self.last_store = str(store)
        self._change(_put_first, str(store))

    def forget_recent(self) -> None:
        """Note that no store is to be offered in Open Recent."""
        self._change(_clear_recent)

    def leave(self, store: Path, place: Place) -> None:
        """Note where in a store the person is."""
        self._change(_put_place, str(store), place.url())

    def place_in(self, store: Path) -> Place | None:
        """Return where in a store the person was, None if never there."""
        try:
            return Place.parse(self.places[str(store)])
        except (KeyError, ValueError):
            return None

    def set_declined(self, store: Path, declined: bool) -> None:
        """Note whether a store is to be left as it is."""
        self._change(_set_declined, str(store), declined)

    def set_followed(self, store: str, choice: dict[str, Any] | None) -> None:
        """Note which sessions are followed into a store, as data that JSON can hold."""
        self._change(_set_followed, store, choice)

    def _change(self, how: Callable[..., None], *what: object) -> None:
        """Change what processes share, here now and in the file when it is saved."""
        how(self, *what)
        self._changes.append(lambda kept: how(kept, *what))


def _put_first(session: Session, name: str) -> None:
    session.recent = [name, *(other for other in session.recent if other != name)][:_RECENT]


def _clear_recent(session: Session) -> None:
    session.recent = []


def _put_place(session: Session, name: str, address: str) -> None:
    session.places.pop(name, None)
    session.places[name] = address
    for oldest in list(session.places)[:-_PLACES]:
        del session.places[oldest]


def _set_declined(session: Session, name: str, declined: bool) -> None:
    session.declined = [other for other in session.declined if other != name]
    if declined:
        session.declined.append(name)


def _set_followed(session: Session, name: str, choice: dict[str, Any] | None) -> None:
    session.followed = {other: of for other, of in session.followed.items() if other != name}
    if choice is not None:
        session.followed[name] = choice
    for oldest in list(session.followed)[:-_PLACES]:
        del session.followed[oldest]
