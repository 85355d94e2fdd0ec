"""What an action of the window is, as a value."""

from __future__ import annotations

from dataclasses import dataclass

SEPARATOR = "-"

# A menu is its title and what is in it: ids of actions, separators, and menus.
Entry = str | tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Action:
    """What a person can do: how it is named, found, and explained.

    `shortcuts` are in Qt's portable text, the first is shown. `needs_store` disables it while no
    store is open. `choice` names the group of which exactly one is checked.
    """

    id: str
    text: str
    tip: str
    icon: str | None = None
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    choice: str | None = None
    needs_store: bool = False
