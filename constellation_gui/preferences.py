"""What a person chose once and for all, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import platformdirs

from constellation_db import ConstellationError
from constellation_gui import stored
from constellation_gui.theme import THEME_NAMES, ThemeName

APPLICATION = "constellation-gui"


def _theme(value: object) -> bool:
    return value in THEME_NAMES


def _interval(value: object) -> bool:
    return isinstance(value, (int, float)) and 0.2 <= value <= 3600


@dataclass
class Preferences:
    """The person's choices; `live_interval` is in seconds."""

    theme: Annotated[ThemeName, _theme] = "system"
    live_interval: Annotated[float, _interval] = 0.4

    @staticmethod
    def path() -> Path:
        """Return the file they are kept in."""
        return platformdirs.user_config_path(APPLICATION, appauthor=False) / "preferences.json"

    @classmethod
    def load(cls) -> Preferences:
        """Read them; defaults where nothing is kept."""
        return stored.load(cls, cls.path())

    def save(self) -> ConstellationError | None:
        """Keep them; returns the fault that prevents it."""
        return stored.save(self, self.path())
