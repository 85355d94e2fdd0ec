"""Breadcrumbs: the way from the project to what is looked at, each step a click."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from constellation_gui import theme
from constellation_gui.icons import icon
from constellation_gui.models.columns import tooltip
from constellation_gui.models.lane import Lane
from constellation_gui.models.trail import Crumb, trail
from constellation_gui.place import Place
from constellation_gui.queries import Runner
from constellation_gui.wording import tr

_LONGEST = 32  # characters of a step; the whole name is in its tool tip
_FIRST, _LAST = 1, 6  # steps that are kept as buttons of a way that may be a thousand long
_IN_MENU = 40  # of the others
# Paging through a conversation comes by several messages a second.
_PASSING_MS = 100


class Breadcrumbs(QWidget):
    """The way to a place; `place_chosen` gives the place of the step that was clicked.

    Where there is no room for all steps, those in the middle are behind a button.
    """

    place_chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumbs")
        self.setAccessibleName(tr("The way to this place"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # the line below it
        self._database = queries.database
        self._reading = Lane(queries)
        self._place = Place()
        self._crumbs: list[Crumb] = []
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(_PASSING_MS)
        self._passing.timeout.connect(self.refresh)
        self._steps: list[QWidget] = []
        self._drawings: list[tuple[QToolButton, str]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        # A long way is no reason for a wide window.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def titles(self) -> list[str]:
        """What the whole way reads like."""
        return [crumb.title for crumb in self._crumbs]

    def sizeHint(self) -> QSize:
        """Be as high as a line of buttons, with or without any."""
        side = theme.icon_size()
        return QSize(side, max(side, self.fontMetrics().height()) + 3 * theme.GRID)

    def show_place(self, place: Place) -> None:
        """Show the way to a place; what is only passed in one list is not read."""
        before, self._place = self._place, place
        if (before.project, before.agent, before.tab) == (place.project, place.agent, place.tab):
            self._passing.start()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read again what the steps are called, and how they fare."""
        self._passing.stop()
        self._reading.run(
            partial(trail, self._database, self._place), deliver=self._show, failed=self.failed.emit
        )

    # -- Steps ------------------------------------------------------------------------------------

    def _show(self, crumbs: list[Crumb]) -> None:
        if crumbs != self._crumbs:
            self._crumbs = crumbs
            self._build()

    def _build(self) -> None:
        for step in self._steps:
            self._row.removeWidget(step)
            step.deleteLater()
        crumbs = self._crumbs
        self._drawings = []
        left_out = range(_FIRST, max(len(crumbs) - _LAST, _FIRST))
        self._steps = []
        for number, crumb in enumerate(crumbs):
            if number in left_out:
                continue
            if number:
                self._add(self._separator())
            self._add(self._button(crumb, last=number == len(crumbs) - 1))
            if number == 0 and len(crumbs) > _FIRST:
                self._add(self._separator())
                self._add(self._more())
        self._fit()

    def _add(self, step: QWidget) -> None:
        self._row.insertWidget(len(self._steps), step)
        self._steps.append(step)
        step.show()

    def _button(self, crumb: Crumb, *, last: bool) -> QToolButton:
        button = QToolButton(self)
        shown = crumb.title if len(crumb.title) <= _LONGEST else f"{crumb.title[: _LONGEST - 1]}…"
        button.setText(shown.replace("&", "&&"))
        button.setIcon(icon(crumb.icon))
        self._drawings.append((button, crumb.icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(tooltip(crumb.title))
        button.setAccessibleName(crumb.title)
        button.setObjectName("crumb-last" if last else "crumb")
        button.clicked.connect(partial(self._choose, crumb))
        return button

    def _separator(self) -> QLabel:
        sign = QLabel("›", self)
        sign.setEnabled(False)
        return sign

    def _more(self) -> QToolButton:
        button = QToolButton(self)
        button.setText("…")
        button.setObjectName("crumb-more")
        button.setAccessibleName(tr("The steps between"))
        button.setToolTip(tr("The steps between"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        button.setMenu(menu)
        return button

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        between = self._crumbs[1:-1]
        for crumb in between[-_IN_MENU:]:
            action = menu.addAction(icon(crumb.icon), crumb.title.replace("&", "&&"))
            action.triggered.connect(partial(self._choose, crumb))
        if len(between) > _IN_MENU:
            menu.addAction(tr("%n more above", "", len(between) - _IN_MENU)).setEnabled(False)

    def _choose(self, crumb: Crumb, _checked: bool = False) -> None:
        self.place_chosen.emit(crumb.place)

    def _fit(self) -> None:
        """Hide steps from the second on until the rest has room; then say that some are hidden."""
        buttons = [step for step in self._steps if isinstance(step, QToolButton)]
        more = next((one for one in buttons if one.objectName() == "crumb-more"), None)
        if more is None:
            return
        widths = {step: step.sizeHint().width() for step in self._steps}
        behind = len(self._crumbs) > _FIRST + _LAST
        at = self._steps.index(more)
        shown = set(range(len(self._steps)))
        if not behind:
            shown -= {at, at - 1}
        room = self.width() - 2 * theme.GRID
        for number in range(at + 2, len(self._steps) - 1, 2):
            if sum(widths[self._steps[one]] for one in shown) <= room:
                break
            shown |= {at, at - 1}
            shown -= {number, number - 1}
        for number, step in enumerate(self._steps):
            step.setVisible(number in shown)

    # -- Qt's events ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many steps as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_drawings"):
            for button, drawing in self._drawings:
                button.setIcon(icon(drawing))
            self.updateGeometry()
            self._fit()
        elif event.type() == QEvent.Type.LanguageChange:
            self.refresh()  # a step may be a time
        super().changeEvent(event)
