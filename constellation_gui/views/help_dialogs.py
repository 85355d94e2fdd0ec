"""Help ▸ Keys and Help ▸ About: tables of what there is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.views.facts_grid import FactsGrid
from constellation_gui.views.scrolled_page import ScrolledPage

# Keys that belong to a part of the window rather than to an action, by the column they stand in.
_ELSEWHERE = (
    (
        0,
        "In every list",
        (
            ("↑ ↓ Home End", "Move through a list"),
            ("← →", "Close or open a branch of a tree"),
            ("Letters", "Jump to what begins so"),
            ("Enter", "Open what is selected"),
            ("Shift+F10", "What can be done with it"),
            ("Ctrl+wheel", "Larger, smaller (not over the timeline)"),
        ),
    ),
    (
        0,
        "In the tree of agents",
        (
            ("1 … 9", "Show so many levels"),
            ("*", "Open all below"),
            ("/", "Letters that follow jump to a name"),
            ("P", "Go to the parent"),
            ("E  Shift+E", "Next failed agent, the one before"),
            ("Ctrl+F", "Filter by name, task or model"),
            ("Ctrl+Plus  Ctrl+Minus", "Zoom the timeline"),
            ("Ctrl+← Ctrl+→ Ctrl+0", "Move along it; show all of it"),
        ),
    ),
    (
        1,
        "In a transcript",
        (
            ("U  T  E", "Next question, tool call, error"),
            ("Ctrl+F", "Find in the conversation"),
            ("F3", "Next place found"),
            ("Alt+C  W  R", "Find by case, word, expression"),
            ("M", "Choose what is shown"),
            ("G", "Go to a share, number or time"),
            ("Space", "Next screen"),
            ("Enter", "Fold or unfold"),
            ("→ ←", "Into JSON and out of it: unfold, fold"),
            ("R", "The message as it is stored"),
            ("with Shift", "The one before"),
        ),
    ),
    (
        0,
        "In a diff",
        (
            ("N  P", "Next change, the one before"),
            ("Ctrl+F  F3", "Find in the lines; next line found"),
            ("Enter", "Show lines that are folded away"),
            ("F7  Shift+F7", "The same, from anywhere in Files"),
            ("J  K", "Next file of all changes, the one before"),
            ("Ctrl+Shift+C", "Copy as a patch"),
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
        for keys, what in lines:
            columns[column].add(f"{title}: {what}", what)
            columns[column].tell(f"{title}: {what}", keys)
    _show("keys", "Keys", columns, parent)


def show_about(versions: Iterable[str], places: Iterable[tuple[str, str]], parent: QWidget) -> None:
    """Show what is running, and where things are kept."""
    grid = FactsGrid(parent)
    grid.add_section("\n".join(versions))
    grid.add_section("Where things are kept")
    for caption, path in places:
        grid.add(caption, caption)
        grid.tell(caption, path)
    _show("about", "About Constellation", [grid], parent)


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
