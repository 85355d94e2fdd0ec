"""An empty home for a test or a process under test: nothing of the person is touched."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

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


def give_home(environment: MutableMapping[str, str], folder: Path) -> MutableMapping[str, str]:
    """Point every variable that names a folder of the person's into `folder`, and create those.

    Changes `environment` in place and returns it.
    """
    for variable, part in _FOLDERS.items():
        place = folder / part
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o700)  # Qt warns about a runtime folder that others may read
        environment[variable] = str(place)
    return environment
