"""Actions: declared once, reachable, each does something."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from constellation_gui import theme
from constellation_gui.action import SEPARATOR, Entry
from constellation_gui.actions import ACTIONS
from constellation_gui.menus import MENUS, TOOLBAR
from tests.user import User


def entries(of: tuple[Entry, ...]) -> list[str]:
    return [
        name
        for entry in of
        for name in ([entry] if isinstance(entry, str) else entries(entry[1]))
        if name != SEPARATOR
    ]


def test_every_action_is_in_exactly_one_menu_and_no_key_is_taken_twice() -> None:
    listed = [name for _title, of in MENUS for name in entries(of)]
    assert sorted(listed) == sorted(action.id for action in ACTIONS)
    assert set(TOOLBAR) - {SEPARATOR} <= set(listed)
    keys = [key for action in ACTIONS for key in action.shortcuts]
    assert len(keys) == len(set(keys))


# These leave the window, or the process: tests.gui.test_windows and test_log_access have them.
# Those that choose how diffs are shown are all tried in one: tests.gui.test_diff_choices.
ELSEWHERE = ("file.close", "file.quit", "help.log", "help.log-folder")
HERE = [
    action.id
    for action in ACTIONS
    if action.id not in ELSEWHERE and not action.id.startswith("diff.")
]


@pytest.mark.parametrize("name", HERE)
def test_every_action_can_be_triggered(user: User, store: Path, name: str) -> None:
    user.ask_for(store)
    user.until_open(store)
    user.action(name).trigger()
    user.until_shown()
    for dialog in user.window.findChildren(QDialog):
        dialog.close()


def test_the_help_lists_every_key(user: User) -> None:
    user.do("help.keys")
    dialog = user.dialog(QDialog, "keys")
    for action in ACTIONS:
        if action.shortcuts:
            assert dialog.findChild(QDialog.__mro__[1], f"fact {action.id}") is not None
    dialog.close()


def test_a_window_can_be_closed(user: User) -> None:
    user.do("file.close")
    assert not user.window.isVisible()


def test_the_theme_can_be_chosen(user: User) -> None:
    user.do("theme.dark")
    assert theme.current().dark
    assert user.action("theme.dark").isChecked()
    user.do("theme.light")
    assert not theme.current().dark
