"""The line above a version: how it is shown, what is said of that, and the way through it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from constellation_gui import diff_choices, diff_events, theme
from constellation_gui.formatting import exact_count
from constellation_gui.icons import icon
from constellation_gui.views.diff_menu import DiffMenu
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.pane_header import bar_height, tool_button
from constellation_gui.wording import tr

DIFF_MODES = (
    ("diff", tr("Diff"), tr("What changed in this version")),
    ("content", tr("Content"), tr("This version as it is")),
    ("blame", tr("Blame"), tr("Which version each line came with, and the message behind it")),
)
# The tips of the way through: along changes, or groups of lines that came together.
_CHANGES = tr("Change before (Shift+F7, p)"), tr("Next change (F7, n)")
_GROUPS = tr("Group before (Shift+F7, p)"), tr("Next group (F7, n)")


class DiffBar(QWidget):
    """Chooses between diff, content and blame, and steps from change to change or group to group.

    `mode_chosen` gives "diff", "content" or "blame" when the person chose it; `step_wanted` 1 or
    -1; `choice_wanted` the id of an action that chooses how differences are shown.
    """

    mode_chosen = Signal(str)
    step_wanted = Signal(int)
    choice_wanted = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        modes: Sequence[tuple[str, str, str]] = DIFF_MODES,
    ) -> None:
        """Offer `modes`: of each the name, the caption and the tip."""
        super().__init__(parent)
        self.setObjectName("diff-bar")
        self._modes = QButtonGroup(self)
        self._buttons = {mode[0]: self._mode_button(*mode) for mode in modes}
        self._about = ElidedLabel(self, elide=Qt.TextElideMode.ElideRight, muted=True)
        self._about.setObjectName("compared-with")
        self._place = QLabel(self)
        self._place.setObjectName("change-place")
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._grouped = False
        self._back = tool_button("previous", _CHANGES[0], self)
        self._on = tool_button("next", _CHANGES[1], self)
        self._sides = tool_button("panes", tr("Side by side (Ctrl+Shift+D)"), self)
        self._sides.setCheckable(True)
        self._sides.clicked.connect(self._turn_over_sides)
        self._menu = DiffMenu(self)
        self._menu.wanted.connect(self.choice_wanted)
        self._back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self._on.clicked.connect(lambda: self.step_wanted.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addSpacing(theme.GRID)
        row.addWidget(self._about, 1)
        for widget in (self._place, self._back, self._on, self._sides, self._menu):
            row.addWidget(widget)
        self.show_mode("diff")
        self.show_place(None, 0)
        self._dress()

    def show_mode(self, mode: str) -> None:
        """Show which of diff, content and blame is shown."""
        self._buttons[mode].setChecked(True)
        self._grouped = mode == "blame"
        tips = _GROUPS if self._grouped else _CHANGES
        for button, tip in zip((self._back, self._on), tips, strict=True):
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    def describe(self, text: str) -> None:
        """Say what is shown."""
        self._about.set_text(text)

    def show_place(self, change: int | None, changes: int) -> None:
        """Say at which change or group one is, counted from 0, of how many."""
        if changes:
            groups, several = tr("%n group(s)", "", changes), tr("%n change(s)", "", changes)
            said = groups if self._grouped else several
            if change is not None:
                said = tr("{number} of {all}").format(number=exact_count(change + 1), all=said)
            self._place.setText(said)
        else:
            self._place.clear()
        self._back.setEnabled(changes > 0)
        self._on.setEnabled(changes > 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def customEvent(self, event: QEvent) -> None:
        """Show what is chosen now."""
        if event.type() == diff_events.CHOSEN:
            self._sides.setChecked(diff_choices.in_force().side_by_side)

    def _dress(self) -> None:
        self.setFixedHeight(bar_height())
        self._back.setIcon(icon("previous"))
        self._on.setIcon(icon("next"))
        self._sides.setIcon(icon("panes"))
        self._sides.setChecked(diff_choices.in_force().side_by_side)

    def _turn_over_sides(self) -> None:
        # What is in force is shown; what is wished for may come to be.
        self._sides.setChecked(diff_choices.in_force().side_by_side)
        self.choice_wanted.emit(diff_choices.action_id("side_by_side"))

    def _mode_button(self, name: str, caption: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"show-{name}")
        button.setText(caption)
        button.setAccessibleName(caption)
        button.setToolTip(tip)
        button.setCheckable(True)
        self._modes.addButton(button)
        button.clicked.connect(lambda: self.mode_chosen.emit(name))
        return button
