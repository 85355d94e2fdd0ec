"""Which columns a list has room for: a narrow pane shows fewer, never a piece of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeView

from constellation_gui import theme
from constellation_gui.models.columns import Column

_LEAST_FIRST = 140  # px for the first column before others give way
_LEAST_FILLING = 112  # px for the column that is filled before others give way to it
_NARROWEST, _WIDEST = 40, 4_000  # px
_GOOD_FIRST = 200  # px for it before the filling column grows, or others are shown beside that
_ENOUGH_FIRST = 280  # px; beyond that, room serves another column better

_WHOLE = 1_000  # a length whose size tells the scale exactly enough


class ColumnFit(QObject):
    """Folds columns away in the given order while the pane is too narrow for them.

    They do until the first column has `least` px. That one takes what is left over, until it has
    enough and `filling` takes the rest; this one becomes narrower before it is folded away. The
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
        least: int = _LEAST_FIRST,
    ) -> None:
        super().__init__(view)
        self._view = view
        self.folded: frozenset[int] = frozenset()
        self._header = view.header()
        self._titles = [column.title for column in columns]
        self._folding = tuple(folding)
        self._filling = filling
        self._least = least
        self._scale = theme.scaled(_WHOLE)
        self._usual = [theme.scaled(column.width or 0) for column in columns]
        self._widths = list(self._usual)
        self._chosen: dict[int, bool] = {}
        self._fitting = False
        self._header.setMinimumSectionSize(_NARROWEST)
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
        spare = self._filling in self._folding  # whether columns go to leave room for another
        for section in self._folding:
            spare = spare and section != self._filling
            least = theme.scaled(_GOOD_FIRST if spare else self._least)
            needed = least + sum(self._widths[one] for one in shown)
            if section == self._filling:
                needed -= max(self._widths[section] - theme.scaled(_LEAST_FILLING), 0)
            if needed <= room:
                break
            if section not in self._chosen:
                shown.discard(section)
        self._fitting = True
        for section in range(1, len(self._widths)):
            self._header.setSectionHidden(section, section not in shown)
        if self._filling in shown:
            self._header.resizeSection(self._filling, self._filled(shown, room))
        self._squeeze(shown, room)
        self._fitting = False
        folded = frozenset(self._folding) - shown - self._chosen.keys()
        if folded != self.folded:
            self.folded = folded
            self.changed.emit()

    def _filled(self, shown: Set[int], room: int) -> int:
        """Return how wide the filling column is to be: its own width, the rest, or what is left."""
        assert self._filling is not None
        own = self._widths[self._filling]
        left = room - sum(self._widths[one] for one in shown if one != self._filling)
        least = max(left - theme.scaled(_GOOD_FIRST), theme.scaled(_LEAST_FILLING))
        return max(left - theme.scaled(_ENOUGH_FIRST), min(own, least))

    def _squeeze(self, shown: Set[int], room: int) -> None:
        """Let columns that never fold keep no more than their icon, if the first has no room."""
        least = theme.icon_size() + 6 * theme.GRID
        others = sum(self._header.sectionSize(one) for one in shown - {0})
        lack = theme.scaled(self._least) + others - room
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
            for widths in (self._usual, self._widths):
                widths[:] = [round(width * self._scale / before) for width in widths]
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

    def state(self) -> dict[str, dict[str, Any]]:
        """Return what the person chose, by section, as data that JSON can hold; see `restore`.

        Widths are those at text's usual size.
        """
        widths = zip(self._widths, self._usual, strict=True)
        return {
            "shown": {str(section): on for section, on in sorted(self._chosen.items())},
            "widths": {
                str(section): round(width * _WHOLE / self._scale)
                for section, (width, usual) in enumerate(widths)
                if width != usual
            },
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over what `state` gave in another session; what makes no sense is left out."""
        shown, widths = state.get("shown"), state.get("widths")
        for section in range(len(self._titles)):
            key = str(section)  # a title is another one in another language
            on = shown.get(key) if isinstance(shown, Mapping) else None
            if section and isinstance(on, bool):
                self._chosen[section] = on
            width = widths.get(key) if isinstance(widths, Mapping) else None
            if section and type(width) is int and _NARROWEST <= width <= _WIDEST:
                self._widths[section] = theme.scaled(width)
                self._header.resizeSection(section, self._widths[section])
        self.fit()

    def _offer(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.mapToGlobal(place))

    def _remember(self, section: int, _before: int, width: int) -> None:
        if width and section and not self._fitting:
            self._widths[section] = width
