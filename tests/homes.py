"""An empty home for a test or a process under test: nothing of the person is touched."""

from __future__ import annotations

import os
import stat
from collections.abc import MutableMapping
from pathlib import Path

_PRIVATE = 0o700  # Qt warns about a runtime folder that others may read

_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".runtime",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}
_MADE = {
    str(above)
    for part in map(Path, _FOLDERS.values())
    for above in (part, *part.parents)
    if above != Path()
}


def give_home(environment: MutableMapping[str, str], folder: Path) -> MutableMapping[str, str]:
    """Point every variable that names a folder of the person's into `folder`, and create those.

    Changes `environment` in place and returns it.
    """
    for variable, part in _FOLDERS.items():
        place = folder / part
        if not place.is_dir():
            place.mkdir(parents=True)
        place.chmod(_PRIVATE)
        environment[variable] = str(place)
    return environment


def is_empty_home(folder: Path) -> bool:
    """Whether a home is as `give_home` made it."""
    there = {
        f"{above}/{name}".removeprefix(f"{folder}/")
        for above, folders, files in os.walk(folder)
        for name in folders + files
    }
    return there == _MADE and all(
        stat.S_IMODE((folder / part).stat().st_mode) == _PRIVATE for part in _FOLDERS.values()
    )
