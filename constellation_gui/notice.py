"""What the window tells a person who did not ask, with the ways on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Step:
    """A way on: the caption of its button and what the button does."""

    caption: str
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence or two, and the steps a person may take.

    `about` says what it concerns: a newer notice about the same takes the place of the older one.
    """

    about: str
    kind: Kind
    text: str
    steps: tuple[Step, ...] = ()
