"""The style sheet: what Fusion's palette cannot say about lines, paddings and hover."""

from __future__ import annotations

from collections.abc import Callable
from string import Template
from typing import TYPE_CHECKING

from constellation_gui.resource_files import resource_path

if TYPE_CHECKING:
    from constellation_gui.colours import Theme

_COLOURS = (
    "window", "surface", "raised", "hover", "border", "control", "text", "muted", "accent",
    "selection", "selection_text", "disabled",
)  # fmt: skip
# Lengths in px that go with the size of text, at the desktop's own.
_LENGTHS = {"line": 16, "tab": 20, "row": 24, "icon": 16, "arrow": 10, "check": 14}

# Few rules, by class: each widget that a rule names is painted by the style-sheet style, and rows
# of lists are painted often.
_SHEET = Template(
    """
QToolTip { background: $raised; color: $text; border: 1px solid $control; padding: 4px; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QMenuBar { background: $window; border-bottom: 1px solid $border; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: $selection; color: $selection_text; }
QMenu { background: $raised; border: 1px solid $control; padding: 4px; icon-size: $icon; }
QMenu::item { padding: 4px 16px 4px 8px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 4px; }
QMenu::icon:checked { background: $selection; border: 1px solid $control; border-radius: 4px; }
QMenu::separator { background: $border; height: 1px; margin: 4px 8px; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $border;
           spacing: 4px; padding: 4px; icon-size: $icon; }
QToolButton { border: none; border-radius: 4px; padding: 4px; background: transparent;
              icon-size: $icon; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border: 1px solid $accent; padding: 3px; }
#breadcrumbs { background: $window; border-bottom: 1px solid $border; }
#found-elsewhere { border-bottom: 1px solid $border; }
#crumb, #crumb-more { color: $muted; }
#palette { background: $surface; border: 1px solid $border; border-radius: 4px; }
QStatusBar { background: $window; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QTabBar { background: $window; }
QTabBar::tab { background: $window; color: $muted; border: none; padding: 8px 12px 6px 12px;
               min-height: $tab; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover:!selected { color: $text; }
QTabBar::tab:selected:focus { background: $selection; color: $selection_text; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QHeaderView { background: $window; }
QHeaderView::section { background: $window; color: $muted; border: none; padding: 4px 8px;
                       border-bottom: 1px solid $border; }
QTreeView, QTableView, QListView { border: none; background: $surface; outline: none;
                                   selection-background-color: $selection;
                                   selection-color: $selection_text; }
QTreeView::item, QListView::item { min-height: $row; }
QLineEdit { background: $surface; border: 1px solid $control; border-radius: 4px;
                       padding: 3px 7px; min-height: $line; }
QLineEdit QToolButton { icon-size: 16px; }
QLineEdit:focus { border: 2px solid $accent; padding: 2px 6px; }
QLineEdit:disabled { color: $disabled; background: $window; }
QComboBox, QAbstractSpinBox { background: $raised; color: $text; border: 1px solid $control;
                              border-radius: 4px; padding: 3px 7px; min-height: $line; }
QAbstractSpinBox { background: $surface; }
QComboBox:hover { background: $selection; }
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 2px 6px; }
QComboBox:disabled, QAbstractSpinBox:disabled { color: $disabled; background: $window; }
QComboBox::drop-down, QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; background: transparent; width: $icon; }
QComboBox::drop-down { subcontrol-position: right center; margin-right: 4px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QComboBox::down-arrow, QAbstractSpinBox::down-arrow { image: url("$arrows/arrow-down.svg"); }
QAbstractSpinBox::up-arrow { image: url("$arrows/arrow-up.svg"); }
QComboBox::down-arrow { width: $icon; height: $icon; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { width: $arrow; height: $arrow; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; background: transparent;
                                                  padding: 0; min-height: 0; }
QPushButton { background: $raised; border: 1px solid $control; border-radius: 4px;
              padding: 5px 12px; min-height: $line; icon-size: $icon; }
QPushButton:hover { background: $selection; }
QPushButton:pressed { background: $hover; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QCheckBox::indicator, QTreeView::indicator { width: $check; height: $check; background: $surface;
                                             border: 1px solid $control; border-radius: 3px; }
QCheckBox::indicator:checked, QTreeView::indicator:checked { image: url("$arrows/check.svg"); }
QCheckBox::indicator:focus { border-color: $accent; }
QStatusBar QPushButton { padding: 2px 8px; }
QStatusBar QPushButton:focus { padding: 1px 7px; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $border; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QProgressBar { background: $border; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QScrollBar { background: $surface; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $control; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


def stylesheet(theme: Theme, scaled: Callable[[int], int]) -> str:
    """Return the style sheet in a theme's colours; `scaled` gives lengths at the size of text."""
    colours = {name: getattr(theme, name).name() for name in _COLOURS}
    lengths = {name: f"{scaled(length)}px" for name, length in _LENGTHS.items()}
    # In a grey that is told from the grounds of every theme: a sheet colours no drawing.
    arrows = resource_path("themes").as_posix()
    return _SHEET.substitute(colours, **lengths, arrows=arrows)
