"""The switch at the top of the files tab: single files, or all that changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from constellation_gui import theme
from constellation_gui.views.pane_header import bar_height
from constellation_gui.wording import tr

FILES, CHANGES = "files", "changes"
_MODES = (
    (FILES, tr("Files"), tr("Every file with its versions")),
    (CHANGES, tr("Changes"), tr("All that an agent, a project or a span of time changed (Ctrl+D)")),
)


class FilesSwitch(QWidget):
    """Two buttons of which one is down; `chosen` gives `FILES` or `CHANGES`, by the person."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files-switch")
        self.mode = FILES
        self._group = QButtonGroup(self)
        self._beside: QWidget | None = None
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        self._buttons = {texts[0]: self._button(*texts) for texts in _MODES}
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        self.show_mode(FILES)
        self._dress()

    def hold(self, widget: QWidget) -> None:
        """Have a widget beside the buttons while changes are shown, unless it is disabled."""
        self._beside = widget
        self._row.addWidget(widget)

    def show_mode(self, mode: str) -> None:
        """Show which one is shown."""
        self.mode = mode
        if self._beside is not None:
            self._beside.setVisible(mode == CHANGES and self._beside.isEnabled())
        self._buttons[mode].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self.setFixedHeight(bar_height())

    def _button(self, mode: str, caption: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"mode-{mode}")
        button.setText(caption)
        button.setAccessibleName(caption)
        button.setToolTip(tip)
        button.setCheckable(True)
        self._group.addButton(button)
        button.clicked.connect(lambda: self.chosen.emit(mode))
        return button
