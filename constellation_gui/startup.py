"""What the person asked for at the start, and which store that means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from constellation_gui.place import Place

if TYPE_CHECKING:
    from constellation_gui.preferences import Preferences
    from constellation_gui.theme import ThemeName


# Of a window, in px.
SIDES = range(200, 16_385)


@dataclass(frozen=True, slots=True)
class Start:
    """The command line, understood.

    `database` is a path or an address as given, `size` the window's in px.
    """

    database: str | None = None
    sample: bool = False
    or_sample: bool = False
    read_only: bool = False
    place: Place | None = None
    size: tuple[int, int] | None = None
    theme: ThemeName | None = None

    @property
    def names_store(self) -> bool:
        """Whether the person said which store to open."""
        return self.database is not None or self.sample


@dataclass(frozen=True, slots=True)
class Request:
    """A store to be opened: `store` is a path or an address, None the sample store.

    `place` is where to go in it, None where the person was last time.
    """

    store: Path | str | None
    read_only: bool = False
    place: Place | None = None

    @property
    def name(self) -> str:
        """What to call it while it is being opened."""
        from constellation_gui.wording import tr  # loads Qt, which the command line must not

        return tr("the sample store") if self.store is None else Path(self.store).name


def first_request(start: Start, last_store: str, default_store: Path) -> Request | None:
    """Return what to open at the start, None where there is nothing yet."""
    store: Path | str | None
    if start.database is not None:
        store = start.database
    elif start.sample:
        store = None
    elif last_store and Path(last_store).exists():
        store = Path(last_store)
    elif default_store.exists():
        store = default_store
    elif start.or_sample:
        store = None
    else:
        return None
    return Request(store, start.read_only, start.place)


def preferred_request(
    start: Start, preferences: Preferences, last_store: str, platform_store: Path
) -> Request | None:
    """Return what to open at the start, as the person prefers where nothing is asked for."""
    chosen = preferences.default_store
    default_store = Path(chosen).expanduser() if chosen else platform_store
    last = last_store if preferences.start_with == "last" else ""
    return first_request(start, last, default_store)
