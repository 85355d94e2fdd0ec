"""The sample store of this version: written once, into the person's cache."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from constellation_db.errors import InvalidValue
from constellation_gui import __version__
from constellation_gui.jobs import Progress
from constellation_gui.preferences import APPLICATION


def sample_path() -> Path:
    """Return where this version keeps its sample store, written or not."""
    folder = platformdirs.user_cache_path(APPLICATION, appauthor=False)
    return folder / f"sample-{__version__}.db"


def ensure_sample(progress: Progress | None = None) -> Path:
    """Write the sample store unless it is there, and return its path."""
    path = sample_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Not at the start: all it takes to write a store is read for it, and it is written once.
        from constellation_db.sample import write_sample

        try:
            write_sample(path, progress=progress)
        except InvalidValue:
            # Another start of the application was faster; the file appears complete.
            if not path.exists():
                raise
    return path
