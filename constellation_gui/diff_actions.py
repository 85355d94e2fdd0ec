"""The actions that choose how differences are found and shown, and their menu."""

from __future__ import annotations

from constellation_gui.action import SEPARATOR, Action, Entry
from constellation_gui.diff.options import Algorithm, Whitespace
from constellation_gui.diff_choices import CONTEXTS, TAB_WIDTHS, WHOLE, action_id
from constellation_gui.wording import tr

_WHITESPACE = {
    Whitespace.EXACT: (
        tr("Compare &All White Space"),
        tr("Any other white space makes a line another one"),
    ),
    Whitespace.IGNORE_AT_END: (
        tr("Ignore It at the &End of Lines"),
        tr("White space at the end of a line makes no difference, nor does the kind of line end"),
    ),
    Whitespace.IGNORE_AMOUNT: (
        tr("Ignore Its A&mount"),
        tr("However much white space there is where there is some makes no difference"),
    ),
    Whitespace.IGNORE_ALL: (tr("&Ignore All White Space"), tr("No white space makes a difference")),
}
_ALGORITHMS = {
    Algorithm.MYERS: (tr("&Myers"), tr("Few changes, quickly: what Git does by default")),
    Algorithm.PATIENCE: (
        tr("&Patience"),
        tr("Hold on to lines that occur once; reads better where blocks were moved"),
    ),
    Algorithm.MINIMAL: (tr("Mi&nimal"), tr("Look longer for the fewest changes")),
}


def _flag(name: str, text: str, tip: str, *shortcuts: str) -> Action:
    return Action(action_id(name), text, tip, None, shortcuts, checkable=True, needs_store=True)


def _value(name: str, value: object, text: str, tip: str) -> Action:
    return Action(
        action_id(name, value), text, tip, checkable=True, choice=f"diff {name}", needs_store=True
    )


def _lines(count: int) -> tuple[str, str]:
    if count == WHOLE:
        return tr("&Whole File"), tr("Show every line of a file, whether it changed or not")
    return (
        tr("&{count} Lines Around Changes").format(count=count),
        tr("Fold away what is further than {count} lines off").format(count=count),
    )


_SIDES = _flag(
    "side_by_side",
    tr("&Side by Side"),
    tr("Show the old text beside the new one, or both in one column"),
    "Ctrl+Shift+D",
)
_WRAP = _flag("wrap", tr("&Wrap Lines"), tr("Break lines that are wider than the view"), "Alt+Z")
_SHOWN = _flag(
    "show_whitespace",
    tr("Show W&hite Space"),
    tr("Show blanks, tabs and the ends of lines as signs"),
)
_SPACES = tuple(_value("whitespace", each, *_WHITESPACE[each]) for each in Whitespace)
_WAYS = tuple(_value("algorithm", each, *_ALGORITHMS[each]) for each in Algorithm)
_CONTEXTS = tuple(_value("context", each, *_lines(each)) for each in CONTEXTS)
_TABS = tuple(
    _value(
        "tab_width",
        each,
        tr("Tabs of &{count}").format(count=each),
        tr("A tab goes on to the next {count} characters").format(count=each),
    )
    for each in TAB_WIDTHS
)

DIFF_ACTIONS = (_SIDES, _WRAP, _SHOWN, *_SPACES, *_WAYS, *_CONTEXTS, *_TABS)


def _ids(actions: tuple[Action, ...]) -> tuple[str, ...]:
    return tuple(action.id for action in actions)


DIFF_MENU: tuple[str, tuple[Entry, ...]] = (
    tr("D&iff"),
    (
        *_ids((_SIDES, _WRAP, _SHOWN)),
        SEPARATOR,
        *_ids(_CONTEXTS),
        SEPARATOR,
        (tr("&White Space"), _ids(_SPACES)),
        (tr("&Algorithm"), _ids(_WAYS)),
        (tr("&Tabs"), _ids(_TABS)),
    ),
)
