"""Where the person left off: the store, the place in it, the window's shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import platformdirs

from constellation_db import ConstellationError
from constellation_gui import stored
from constellation_gui.place import Place
from constellation_gui.preferences import APPLICATION
from constellation_gui.stored import numbers, text, texts, texts_by_text

_RECENT = 10
_PLACES = 50


@dataclass
class Session:
    """What is restored at the next start.

    `geometry` is Qt's own, in base64; `widths` are those of the panes in px; `hidden` names panes.
    `places` maps stores to addresses, the store left last at the end. `declined` names stores whose
    owner wants them left as they are.
    """

    last_store: Annotated[str, text] = ""
    recent: Annotated[list[str], texts] = field(default_factory=list)
    places: Annotated[dict[str, str], texts_by_text] = field(default_factory=dict)
    declined: Annotated[list[str], texts] = field(default_factory=list)
    geometry: Annotated[str, text] = ""
    widths: Annotated[list[int], numbers] = field(default_factory=list)
    hidden: Annotated[list[str], texts] = field(default_factory=list)

    @staticmethod
    def path() -> Path:
        """Return the file it is kept in."""
        return platformdirs.user_state_path(APPLICATION, appauthor=False) / "session.json"

    @classmethod
    def load(cls) -> Session:
        """Read it; an empty one where nothing is kept."""
        return stored.load(cls, cls.path())

    def save(self) -> ConstellationError | None:
        """Keep it; returns the fault that prevents it."""
        return stored.save(self, self.path())

    def opened(self, store: Path) -> None:
        """Note that a store was opened, for the next start and for Open Recent."""
        name = str(store)
        self.last_store = name
        self.recent = [name, *(other for other in self.recent if other != name)][:_RECENT]

    def leave(self, store: Path, place: Place) -> None:
        """Note where in a store the person is."""
        self.places.pop(str(store), None)
        self.places[str(store)] = place.url()
        for oldest in list(self.places)[:-_PLACES]:
            del self.places[oldest]

    def place_in(self, store: Path) -> Place | None:
        """Return where in a store the person was, None if never there."""
        try:
            return Place.parse(self.places[str(store)])
        except (KeyError, ValueError):
            return None

    def set_declined(self, store: Path, declined: bool) -> None:
        """Note whether a store is to be left as it is."""
        self.declined = [name for name in self.declined if name != str(store)]
        if declined:
            self.declined.append(str(store))
