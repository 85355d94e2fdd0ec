"""What a person chose once and for all, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Literal

import platformdirs

from constellation_db import ConstellationError
from constellation_gui import stored
from constellation_gui.diff.options import Algorithm, Whitespace
from constellation_gui.diff_choices import CONTEXTS, TAB_WIDTHS, DiffChoices
from constellation_gui.fonts import LARGEST, SMALLEST, ZOOMS
from constellation_gui.stored import number, text
from constellation_gui.theme import CONTRASTS, THEME_NAMES, Contrast, ThemeName
from constellation_gui.wording import LANGUAGES, SYSTEM

APPLICATION = "constellation-gui"
FEWEST_DIGITS, MOST_DIGITS = 2, 6
SHORTEST_INTERVAL, LONGEST_INTERVAL = 0.2, 60.0  # s

StartWith = Literal["last", "default"]
SearchIndex = Literal["ask", "always", "never"]


def _language(value: object) -> bool:
    return value == SYSTEM or value in LANGUAGES


def _theme(value: object) -> bool:
    return value in THEME_NAMES


def _contrast(value: object) -> bool:
    return value in CONTRASTS


def _zoom(value: object) -> bool:
    return type(value) is int and ZOOMS[0] <= value <= ZOOMS[-1]


def _font_size(value: object) -> bool:
    return number(value) and (value == 0 or SMALLEST <= value <= LARGEST)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _digits(value: object) -> bool:
    return type(value) is int and (value == 0 or FEWEST_DIGITS <= value <= MOST_DIGITS)


def _interval(value: object) -> bool:
    return number(value) and SHORTEST_INTERVAL <= value <= LONGEST_INTERVAL


def _path(value: object) -> bool:
    return text(value) and "\0" not in value


def _start_with(value: object) -> bool:
    return value in ("last", "default")


def _search_index(value: object) -> bool:
    return value in ("ask", "always", "never")


def _algorithm(value: object) -> bool:
    return value in tuple(Algorithm)


def _whitespace(value: object) -> bool:
    return value in tuple(Whitespace)


def _context(value: object) -> bool:
    return type(value) is int and value in CONTEXTS


def _tab_width(value: object) -> bool:
    return type(value) is int and value in TAB_WIDTHS


@dataclass
class Preferences:
    """The person's choices.

    `language` holds from the next start on. `zoom` is in percent. Fonts that are "" and a
    `font_size` (pt) of 0 are the desktop's. `currency_digits` of 0 are as many as say something.
    `live_interval` is in seconds. `default_store` is a path, "" for the platform's own;
    `start_with` says whether the store of last time or that one is opened when nothing else is
    asked for. `search_index` says whether an index of messages is offered when a search is slow,
    built for every store, or neither. `diff_…` are `DiffChoices`.
    """

    language: Annotated[str, _language] = SYSTEM
    theme: Annotated[ThemeName, _theme] = "system"
    contrast: Annotated[Contrast, _contrast] = "auto"
    zoom: Annotated[int, _zoom] = 100
    interface_font: Annotated[str, text] = ""
    mono_font: Annotated[str, text] = ""
    font_size: Annotated[float, _font_size] = 0.0
    utc: Annotated[bool, _flag] = False
    currency_digits: Annotated[int, _digits] = 0
    live_interval: Annotated[float, _interval] = 0.4
    default_store: Annotated[str, _path] = ""
    start_with: Annotated[StartWith, _start_with] = "last"
    search_index: Annotated[SearchIndex, _search_index] = "ask"

    diff_side_by_side: Annotated[bool, _flag] = False
    diff_algorithm: Annotated[str, _algorithm] = Algorithm.MYERS.value
    diff_whitespace: Annotated[str, _whitespace] = Whitespace.EXACT.value
    diff_context: Annotated[int, _context] = CONTEXTS[0]
    diff_wrap: Annotated[bool, _flag] = False
    diff_tab_width: Annotated[int, _tab_width] = 4
    diff_show_whitespace: Annotated[bool, _flag] = False

    @property
    def diff(self) -> DiffChoices:
        """How differences are found and shown."""
        return DiffChoices(
            side_by_side=self.diff_side_by_side,
            algorithm=Algorithm(self.diff_algorithm),
            whitespace=Whitespace(self.diff_whitespace),
            context=self.diff_context,
            wrap=self.diff_wrap,
            tab_width=self.diff_tab_width,
            show_whitespace=self.diff_show_whitespace,
        )

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

    def restore_defaults(self) -> None:
        """Choose everything as it is before a person chooses."""
        for each in fields(self):
            setattr(self, each.name, each.default)
