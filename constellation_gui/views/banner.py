"""Banners: notices above the panes, each with its ways on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from constellation_gui import theme
from constellation_gui.formatting import visible
from constellation_gui.icons import icon
from constellation_gui.notice import Notice
from constellation_gui.views.sign import Sign
from constellation_gui.wording import tr

_ICONS = {"info": "info", "warning": "warning", "error": "error"}
_EDGES = {"info": "info", "warning": "warning", "error": "danger"}


class Banner(QFrame):
    """One notice: its kind by shape and colour, its text, a button for each step, and a way out."""

    dismissed = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setObjectName(f"banner {notice.about}")
        self.setAccessibleName(notice.text)
        self._icon = Sign(self)
        self._icon.setObjectName("banner-kind")
        self._icon.setAccessibleName(notice.kind)
        self._text = QLabel(visible(notice.text), self)
        self._text.setObjectName("banner-text")
        self._text.setAccessibleName(notice.text)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        for step in notice.steps:
            button = QPushButton(step.caption, self)
            button.setObjectName(f"step {step.caption}")
            button.setAccessibleName(step.caption)
            button.clicked.connect(lambda _checked, do=step.do: do())
            row.addWidget(button)
        self._close = QToolButton(self)
        self._close.setObjectName("banner-close")
        self._close.setToolTip(tr("Dismiss"))
        self._close.setAccessibleName(tr("Dismiss"))
        self._close.clicked.connect(self.dismissed)
        row.addWidget(self._close)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a raised ground, an edge in the colour of the kind, and a line below."""
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.raised)
        edge = getattr(colours, _EDGES[self.notice.kind])
        painter.fillRect(0, 0, theme.GRID, self.height(), edge)
        painter.setPen(QPen(colours.border))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _dress(self) -> None:
        self._icon.draw(_ICONS[self.notice.kind])
        self._close.setIcon(icon("close"))


class BannerArea(QWidget):
    """The notices of a window, newest below; one for each thing they are about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banners")
        self.setAccessibleName(tr("Notices"))
        self._banners: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def notices(self) -> list[Notice]:
        """What is told at present."""
        return [banner.notice for banner in self._banners.values()]

    def tell(self, notice: Notice) -> None:
        """Show a notice, in place of the one about the same thing."""
        self.dismiss(notice.about)
        banner = Banner(notice, self)
        banner.dismissed.connect(lambda: self.dismiss(notice.about))
        self._banners[notice.about] = banner
        self._column.addWidget(banner)
        self.show()

    def dismiss(self, about: str) -> None:
        """Take away the notice about this, if there is one."""
        banner = self._banners.pop(about, None)
        if banner is not None:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.setVisible(bool(self._banners))

    def clear(self) -> None:
        """Take away every notice."""
        for about in list(self._banners):
            self.dismiss(about)
