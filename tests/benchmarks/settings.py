"""What every benchmark is given."""

from __future__ import annotations

from dataclasses import dataclass

from tests.benchmarks.stores import Stores


@dataclass(frozen=True, slots=True)
class Settings:
    """The stores, how often contenders alternate, and whether the small sizes will do."""

    stores: Stores
    rounds: int
    quick: bool
