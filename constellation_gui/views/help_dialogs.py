"""Help ▸ Keys and Help ▸ About: tables of what there is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.views.facts_grid import FactsGrid
from constellation_gui.views.scrolled_page import ScrolledPage
from constellation_gui.wording import tr

# Keys that belong to a part of the window rather than to an action, by the column they stand in.
_ELSEWHERE = (
    (
        0,
        tr("In every list"),
        (
            (tr("↑ ↓ Home End"), tr("Move through a list")),
            ("← →", tr("Close or open a branch of a tree")),
            (tr("Letters"), tr("Jump to what begins so")),
            (tr("Enter"), tr("Open what is selected")),
            (tr("Shift+F10"), tr("What can be done with it")),
            (tr("Ctrl+wheel"), tr("Larger, smaller (not over the timeline)")),
        ),
    ),
    (
        0,
        tr("In the tree of agents"),
        (
            ("1 … 9", tr("Show so many levels")),
            ("*", tr("Open all below")),
            ("/", tr("Letters that follow jump to a name")),
            ("P", tr("Go to the parent")),
            (tr("E  Shift+E"), tr("Next failed agent, the one before")),
            (tr("Ctrl+F"), tr("Filter by name, task or model")),
            (tr("Ctrl+Plus  Ctrl+Minus"), tr("Zoom the timeline")),
            (tr("Ctrl+← Ctrl+→ Ctrl+0"), tr("Move along it; show all of it")),
        ),
    ),
    (
        1,
        tr("In a transcript"),
        (
            ("U  T  E", tr("Next question, tool call, error")),
            (tr("Ctrl+F"), tr("Find in the conversation")),
            ("F3", tr("Next place found")),
            ("Alt+C  W  R", tr("Find by case, word, expression")),
            ("M", tr("Choose what is shown")),
            ("G", tr("Go to a share, number or time")),
            (tr("Space"), tr("Next screen")),
            (tr("Enter"), tr("Fold or unfold")),
            ("→ ←", tr("Into JSON and out of it: unfold, fold")),
            ("R", tr("The message as it is stored")),
            (tr("with Shift"), tr("The one before")),
        ),
    ),
    (
        0,
        tr("In a diff"),
        (
            ("N  P", tr("Next change, the one before")),
            (tr("Ctrl+F  F3"), tr("Find in the lines; next line found")),
            (tr("Enter"), tr("Show lines that are folded away")),
            (tr("F7  Shift+F7"), tr("The same, from anywhere in Files")),
            ("J  K", tr("Next file of all changes, the one before")),
            (tr("Ctrl+Shift+C"), tr("Copy as a patch")),
        ),
    ),
)


def show_keys(groups: Iterable[tuple[str, list[QAction]]], parent: QWidget) -> None:
    """Show the table of all keys; `groups` are menus with their actions."""
    native = QKeySequence.SequenceFormat.NativeText
    columns = [FactsGrid(parent, wrap=False), FactsGrid(parent, wrap=False)]
    for index, (title, actions) in enumerate(groups):
        keyed = [action for action in actions if not action.shortcut().isEmpty()]
        if not keyed:
            continue
        grid = columns[index % 2]
        grid.add_section(title)
        for action in keyed:
            caption = action.text().replace("&", "").rstrip("…")
            grid.add(action.objectName(), caption)
            grid.tell(action.objectName(), action.shortcut().toString(native))
    for column, title, lines in _ELSEWHERE:
        columns[column].add_section(title)
        for number, (keys, what) in enumerate(lines):
            columns[column].add(f"{title} {number}", what)
            columns[column].tell(f"{title} {number}", keys)
    _show("keys", tr("Keys"), columns, parent)


def show_about(versions: Iterable[str], places: Iterable[tuple[str, str]], parent: QWidget) -> None:
    """Show what is running, and where things are kept."""
    grid = FactsGrid(parent)
    grid.add_section("\n".join(versions))
    grid.add_section(tr("Where things are kept"))
    for caption, path in places:
        grid.add(caption, caption)
        grid.tell(caption, path)
    _show("about", tr("About Constellation"), [grid], parent)


def _show(name: str, title: str, columns: list[FactsGrid], parent: QWidget) -> None:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setObjectName(name)
    dialog.setWindowTitle(title)
    page = ScrolledPage(dialog)
    beside = QWidget(page.inner)
    row = QHBoxLayout(beside)
    row.setContentsMargins(0, 0, 0, 0)
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
    page.hold(beside)
    outer.addWidget(page, 1)
    outer.addWidget(buttons)
    page.fit(dialog)
    dialog.show()
