"""Help ▸ Keys and Help ▸ About: tables of what there is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.views.facts_grid import FactsGrid

# Keys that belong to every list rather than to an action.
_IN_LISTS = (
    ("↑ ↓ Home End", "Move through a list"),
    ("← →", "Close or open a branch of a tree"),
    ("Letters", "Jump to what begins so"),
    ("Enter", "Open what is selected"),
    ("Shift+F10", "What can be done with it"),
)


def keys_dialog(groups: Iterable[tuple[str, list[QAction]]], parent: QWidget) -> QDialog:
    """Return the table of all keys; `groups` are menus with their actions."""
    columns = [FactsGrid(parent), FactsGrid(parent)]
    for index, (title, actions) in enumerate(groups):
        keyed = [action for action in actions if not action.shortcut().isEmpty()]
        if not keyed:
            continue
        grid = columns[index % 2]
        grid.add_section(title)
        for action in keyed:
            caption = action.text().replace("&", "").rstrip("…")
            grid.add(action.objectName(), caption)
            grid.tell(action.objectName(), " or ".join(_keys(action)))
    columns[0].add_section("In every list")
    for keys, what in _IN_LISTS:
        columns[0].add(what, what)
        columns[0].tell(what, keys)
    return _dialog("keys", "Keys", columns, parent)


def about_dialog(facts: Iterable[tuple[str, str]], parent: QWidget) -> QDialog:
    """Return the table of versions and of where things are kept."""
    grid = FactsGrid(parent)
    grid.add_section("Constellation")
    for caption, value in facts:
        grid.add(caption, caption)
        grid.tell(caption, value)
    return _dialog("about", "About Constellation", [grid], parent)


def _keys(action: QAction) -> list[str]:
    native = QKeySequence.SequenceFormat.NativeText
    return [key.toString(native) for key in action.shortcuts()]


def _dialog(name: str, title: str, columns: list[FactsGrid], parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setObjectName(name)
    dialog.setWindowTitle(title)
    row = QHBoxLayout()
    row.setSpacing(10 * theme.GRID)
    for grid in columns:
        within = QVBoxLayout()
        within.addWidget(grid)
        within.addStretch(1)
        row.addLayout(within, 1)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(*[5 * theme.GRID] * 4)
    outer.setSpacing(4 * theme.GRID)
    outer.addLayout(row)
    outer.addWidget(buttons)
    return dialog
