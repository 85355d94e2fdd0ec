"""How differences are shown: what the person chose, in force for every view of them.

With other choices every widget gets a `diff_events.CHOSEN`: ask again there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from constellation_gui.diff.options import Algorithm, DiffOptions, Whitespace

WHOLE = -1  # as a context: every line
CONTEXTS = (3, 10, 25, WHOLE)
TAB_WIDTHS = (2, 4, 8)


@dataclass(frozen=True, slots=True)
class DiffChoices:
    """What is compared how, and how its lines are shown.

    `context` is how many lines stand around a change, `tab_width` in characters.
    """

    side_by_side: bool = False
    algorithm: Algorithm = Algorithm.MYERS
    whitespace: Whitespace = Whitespace.EXACT
    context: int = CONTEXTS[0]
    wrap: bool = False
    tab_width: int = 4
    show_whitespace: bool = False

    @property
    def options(self) -> DiffOptions:
        """How two texts are compared."""
        return DiffOptions(self.algorithm, self.whitespace)

    @property
    def lines_around(self) -> int | None:
        """How many lines stand around a change, None for all."""
        return None if self.context == WHOLE else self.context


FLAGS = ("side_by_side", "wrap", "show_whitespace")
_VALUES: dict[str, tuple[Any, ...]] = {
    "whitespace": tuple(Whitespace),
    "algorithm": tuple(Algorithm),
    "context": CONTEXTS,
    "tab_width": TAB_WIDTHS,
}

# In force for the whole window.
_choices = DiffChoices()


def use(chosen: DiffChoices) -> bool:
    """Put choices in force; whether they are others."""
    global _choices
    before, _choices = _choices, chosen
    return chosen != before


def in_force() -> DiffChoices:
    """Return the choices in force."""
    return _choices


def action_id(name: str, value: object = None) -> str:
    """Return the id of the action that makes a choice, or turns a flag over."""
    name = name.replace("_", "-")
    if value is None:
        return f"diff.{name}"
    return f"diff.{name}-{'whole' if value == WHOLE else value}"


def by_action() -> Iterator[tuple[str, str, Any]]:
    """Yield of each action its id, which choice it makes, and the value; None turns a flag over."""
    for flag in FLAGS:
        yield action_id(flag), flag, None
    for name, values in _VALUES.items():
        for value in values:
            yield action_id(name, value), name, value


def chosen_by(identifier: str) -> tuple[str, Any]:
    """Return what an action chooses: the name of the choice, and its value from now on."""
    name, value = {action: rest for action, *rest in by_action()}[identifier]
    return name, not getattr(_choices, name) if value is None else value


def is_chosen(identifier: str) -> bool:
    """Whether what an action chooses is in force."""
    name, value = {action: rest for action, *rest in by_action()}[identifier]
    now = getattr(_choices, name)
    return bool(now) if value is None else now == value
