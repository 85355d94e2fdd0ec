"""The actions that choose how differences are found and shown, and their menu."""

from __future__ import annotations

from constellation_gui.action import SEPARATOR, Action, Entry
from constellation_gui.diff.options import Algorithm, Whitespace
from constellation_gui.diff_choices import CONTEXTS, TAB_WIDTHS, WHOLE, action_id

_WHITESPACE = {
    Whitespace.EXACT: (
        "Compare &All White Space",
        "Any other white space makes a line another one",
    ),
    Whitespace.IGNORE_AT_END: (
        "Ignore It at the &End of Lines",
        "White space at the end of a line makes no difference, nor does the kind of line end",
    ),
    Whitespace.IGNORE_AMOUNT: (
        "Ignore Its A&mount",
        "However much white space there is where there is some makes no difference",
    ),
    Whitespace.IGNORE_ALL: ("&Ignore All White Space", "No white space makes a difference"),
}
_ALGORITHMS = {
    Algorithm.MYERS: ("&Myers", "Few changes, quickly: what Git does by default"),
    Algorithm.PATIENCE: (
        "&Patience",
        "Hold on to lines that occur once; reads better where blocks were moved",
    ),
    Algorithm.MINIMAL: ("Mi&nimal", "Look longer for the fewest changes"),
}


def _flag(name: str, text: str, tip: str, *shortcuts: str) -> Action:
    return Action(action_id(name), text, tip, None, shortcuts, checkable=True, needs_store=True)


def _value(name: str, value: object, text: str, tip: str) -> Action:
    return Action(
        action_id(name, value), text, tip, checkable=True, choice=f"diff {name}", needs_store=True
    )


def _lines(count: int) -> tuple[str, str]:
    if count == WHOLE:
        return "&Whole File", "Show every line of a file, whether it changed or not"
    return f"&{count} Lines Around Changes", f"Fold away what is further than {count} lines off"


_SIDES = _flag(
    "side_by_side", "&Side by Side", "Show the old text beside the new one, or both in one column",
    "Ctrl+Shift+D",
)  # fmt: skip
_WRAP = _flag("wrap", "&Wrap Lines", "Break lines that are wider than the view", "Alt+Z")
_SHOWN = _flag(
    "show_whitespace", "Show W&hite Space", "Show blanks, tabs and the ends of lines as signs"
)
_SPACES = tuple(_value("whitespace", each, *_WHITESPACE[each]) for each in Whitespace)
_WAYS = tuple(_value("algorithm", each, *_ALGORITHMS[each]) for each in Algorithm)
_CONTEXTS = tuple(_value("context", each, *_lines(each)) for each in CONTEXTS)
_TABS = tuple(
    _value("tab_width", each, f"Tabs of &{each}", f"A tab goes on to the next {each} characters")
    for each in TAB_WIDTHS
)

DIFF_ACTIONS = (_SIDES, _WRAP, _SHOWN, *_SPACES, *_WAYS, *_CONTEXTS, *_TABS)


def _ids(actions: tuple[Action, ...]) -> tuple[str, ...]:
    return tuple(action.id for action in actions)


DIFF_MENU: tuple[str, tuple[Entry, ...]] = (
    "D&iff",
    (
        *_ids((_SIDES, _WRAP, _SHOWN)),
        SEPARATOR,
        *_ids(_CONTEXTS),
        SEPARATOR,
        ("&White Space", _ids(_SPACES)),
        ("&Algorithm", _ids(_WAYS)),
        ("&Tabs", _ids(_TABS)),
    ),
)
