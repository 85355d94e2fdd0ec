"""Where the icons, themes and samples are: checkout, installed wheel or frozen application."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Return the file or folder `resources/<parts>` as a path that exists.

    Raises FileNotFoundError, naming every place that was looked at, when the installation lacks it.
    """
    places = [root.joinpath(*parts) for root in _roots()]
    for place in places:
        if place.exists():
            return place
    looked_at = ", ".join(str(place) for place in places)
    raise FileNotFoundError(f"The resource {'/'.join(parts)} is missing (looked at {looked_at}).")


def licences_path() -> Path | None:
    """Return the folder of all parts' licences; None where each part was installed alone."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).resolve()
    places = (program.parent / "licences", program.parent.parent / "Resources" / "licences")
    return next((place for place in places if place.is_dir()), None)


def _roots() -> list[Path]:
    """Return the folders that may be the resources, the likeliest first."""
    unpacked = getattr(sys, "_MEIPASS", None)
    if unpacked is not None:  # frozen: modules live in an archive, `__file__` may name no real file
        return [Path(unpacked, "constellation_gui", "resources"), Path(unpacked, "resources")]
    return [_PACKAGE / "resources", _PACKAGE.parent / "resources"]
