"""The style sheet: what Fusion's palette cannot say about lines, paddings and hover."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from constellation_gui.theme import Theme

# Few rules, by class: each widget that a rule names is painted by the style-sheet style, and rows
# of lists are painted often.
_SHEET = Template(
    """
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QMenuBar { background: $window; border-bottom: 1px solid $border; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: $selection; color: $selection_text; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $border;
           spacing: 4px; padding: 4px; }
QToolButton { border: none; border-radius: 4px; padding: 4px; background: transparent; }
QToolButton:hover { background: $border; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border: 1px solid $accent; padding: 3px; }
#breadcrumbs { background: $window; border-bottom: 1px solid $border; }
#crumb, #crumb-more { color: $muted; }
#palette { background: $surface; border: 1px solid $border; border-radius: 4px; }
QStatusBar { background: $window; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QTabBar { background: $window; }
QTabBar::tab { background: $window; color: $muted; border: none; padding: 8px 12px 6px 12px;
               min-height: 20px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover:!selected { color: $text; }
QTabBar::tab:focus { color: $text; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QHeaderView { background: $window; }
QHeaderView::section { background: $window; color: $muted; border: none; padding: 4px 8px;
                       border-bottom: 1px solid $border; }
QTreeView, QTableView, QListView { border: none; background: $surface; outline: none;
                                   selection-background-color: $selection;
                                   selection-color: $selection_text; }
QTreeView::item, QListView::item { min-height: 24px; }
QLineEdit { background: $surface; border: 1px solid $border; border-radius: 4px;
                       padding: 3px 7px; min-height: 16px; }
QLineEdit:focus { border-color: $accent; }
QPushButton { background: $raised; border: 1px solid $border; border-radius: 4px;
              padding: 5px 12px; min-height: 16px; }
QPushButton:hover { background: $selection; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border-color: $accent; }
QStatusBar QPushButton { padding: 2px 8px; }
QPushButton:disabled { color: $muted; background: $window; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QProgressBar { background: $border; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QScrollBar { background: $surface; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


def stylesheet(theme: Theme, *, small: float) -> str:
    """Return the style sheet in a theme's colours."""
    tokens = {
        name: getattr(theme, name).name()
        for name in (
            "window", "surface", "raised", "border", "text", "muted", "accent", "selection",
            "selection_text",
        )
    }  # fmt: skip
    return _SHEET.substitute(tokens, small=f"{small:.1f}")
