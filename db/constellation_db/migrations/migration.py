"""What a migration is."""

from __future__ import annotations

import sqlite3
from typing import Protocol


class Migration(Protocol):
    """A module (or object) that changes the schema one step and can take the step back.

    `up` and `down` run inside a transaction, with foreign keys not enforced; they must not begin or
    end one. `OPTIONAL` says that the store works, only slower, without it.
    """

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """How `_migrations` records it."""

    @property
    def OPTIONAL(self) -> bool:  # noqa: N802
        """Whether it only makes queries faster."""

    def up(self, connection: sqlite3.Connection) -> None:
        """Apply it."""

    def down(self, connection: sqlite3.Connection) -> None:
        """Undo it."""
