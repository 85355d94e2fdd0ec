"""Which columns a list has room for: a narrow pane shows fewer, never a piece of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeView

from constellation_gui import theme
from constellation_gui.models.columns import Column

_LEAST_FIRST = 140  # px for the first column before others give way
_ENOUGH_FIRST = 280  # px; beyond that, room serves another column better

_WHOLE = 1_000  # a length whose size tells the scale exactly enough


class ColumnFit(QObject):
    """Folds columns away in the given order while the pane is too narrow for them.

    The first column takes what is left over, until it has enough and `filling` takes the rest. The
    header's context menu shows and hides columns for good; such a choice stands whatever the width.
    `changed` tells that other columns are `folded`.
    """

    changed = Signal()

    def __init__(
        self,
        view: QTreeView,
        columns: Sequence[Column[Any]],
        *,
        folding: Sequence[int],
        filling: int | None = None,
    ) -> None:
        super().__init__(view)
        self._view = view
        self.folded: frozenset[int] = frozenset()
        self._header = view.header()
        self._titles = [column.title for column in columns]
        self._folding = tuple(folding)
        self._filling = filling
        self._scale = theme.scaled(_WHOLE)
        self._widths = [theme.scaled(column.width or 0) for column in columns]
        self._chosen: dict[int, bool] = {}
        self._fitting = False
        self._header.setMinimumSectionSize(10 * 4)
        self._header.setStretchLastSection(False)
        self._header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._use_widths()
        self._header.sectionResized.connect(self._remember)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._offer)
        view.viewport().installEventFilter(self)
        self.fit()

    def fit(self) -> None:
        """Show as many columns as there is room for."""
        room = self._view.viewport().width()
        shown = {section for section in range(len(self._widths)) if self._chosen.get(section, True)}
        for section in self._folding:
            if theme.scaled(_LEAST_FIRST) + sum(self._widths[one] for one in shown) <= room:
                break
            if section not in self._chosen:
                shown.discard(section)
        self._fitting = True
        for section in range(1, len(self._widths)):
            self._header.setSectionHidden(section, section not in shown)
        if self._filling in shown:
            needed = theme.scaled(_ENOUGH_FIRST) + sum(self._widths[one] for one in shown)
            width = self._widths[self._filling] + max(room - needed, 0)
            self._header.resizeSection(self._filling, width)
        self._squeeze(shown, room)
        self._fitting = False
        folded = frozenset(self._folding) - shown - self._chosen.keys()
        if folded != self.folded:
            self.folded = folded
            self.changed.emit()

    def _squeeze(self, shown: set[int], room: int) -> None:
        """Let columns that never fold keep no more than their icon, if the first has no room."""
        least = theme.icon_size() + 6 * theme.GRID
        lack = theme.scaled(_LEAST_FIRST) + sum(self._widths[one] for one in shown) - room
        for section in sorted(shown - {0, self._filling}):
            width = max(self._widths[section] - max(lack, 0), min(least, self._widths[section]))
            lack -= self._widths[section] - width
            self._header.resizeSection(section, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the columns whenever the pane gets another width, or text another size."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        elif event.type() == QEvent.Type.PaletteChange and theme.scaled(_WHOLE) != self._scale:
            before, self._scale = self._scale, theme.scaled(_WHOLE)
            self._widths = [round(width * self._scale / before) for width in self._widths]
            self._use_widths()
            self.fit()
        return super().eventFilter(watched, event)

    def _use_widths(self) -> None:
        for section, width in enumerate(self._widths):
            if width:
                self._header.resizeSection(section, width)

    def menu(self) -> QMenu:
        """Return a menu that shows and hides each column but the first."""
        menu = QMenu(self._header)
        for section in range(1, len(self._titles)):
            action = QAction(self._titles[section], menu)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(section))
            action.toggled.connect(lambda on, section=section: self.choose(section, shown=on))
            menu.addAction(action)
        return menu

    def choose(self, section: int, *, shown: bool) -> None:
        """Show or hide a column for good."""
        self._chosen[section] = shown
        self.fit()

    def _offer(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.mapToGlobal(place))

    def _remember(self, section: int, _before: int, width: int) -> None:
        if width and section and not self._fitting:
            self._widths[section] = width
