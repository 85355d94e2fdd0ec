"""The stores that sessions may be imported into: the open one, and the platform's own."""

from __future__ import annotations

from pathlib import Path

from constellation_db.opening import store_path
from constellation_gui.open_store import OpenStore
from constellation_gui.session import Session
from constellation_gui.store_facts import short_path
from constellation_gui.wording import tr


def targets(store: OpenStore | None, session: Session) -> list[tuple[str, str]]:
    """Return captions and paths, the open store first; none that is to be left as it is."""
    found = []
    if store is not None and store.opened.request.store is not None:
        path = store.database.path
        if not store.database.read_only:
            found.append((tr("{path} (open)").format(path=short_path(path)), str(path)))
    platform = store_path(None)
    if str(platform) not in session.declined and all(str(platform) != path for _, path in found):
        caption = "{path}" if platform.exists() else tr("{path} (new)")
        found.append((caption.format(path=short_path(_as_named(platform))), str(platform)))
    return found


def shows(store: OpenStore | None, path: str) -> bool:
    """Whether the open store is the one at a path."""
    return store is not None and str(store.database.path) == str(Path(path).resolve())


def gives_way(store: OpenStore | None) -> bool:
    """Whether nobody misses what is open when another store is shown: nothing, or the sample."""
    return store is None or store.opened.request.store is None


def _as_named(path: Path) -> Path:
    """Return a resolved path as below the person's home, where that is a link."""
    home = Path.home().resolve()
    return Path.home() / path.relative_to(home) if path.is_relative_to(home) else path
