"""The first sight: no store is open, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from constellation_gui import theme
from constellation_gui.formatting import size, visible
from constellation_gui.icons import icon
from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.sign import Sign
from constellation_gui.wording import tr

_WIDTH = 120 * theme.GRID
_MARK = 16 * theme.GRID
_SHOWN_RECENT = 5

_SENTENCE = tr("No store is open")
_REASON = tr(
    "Constellation shows what a fleet of AI agents did: who delegated to whom, what each one said "
    "and called, which files came out of it, and what it cost. The platform keeps the runs of this "
    "computer in {default}."
)


class WelcomeView(QWidget):
    """Explains what the window is for, and offers the ways in."""

    open_asked = Signal()
    sample_asked = Signal()
    import_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self, default_store: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName(_SENTENCE)
        self._mark = Sign(self)
        self._mark.setObjectName("mark")
        self._mark.setAccessibleName("Constellation")
        self._sentence = self._label(_SENTENCE)
        self._reason = self._label(_REASON.format(default=visible(default_store)))
        self._found = self._label("")
        self._found.hide()
        self._hint = self._label(
            tr("A store, or sessions of coding agents, can also be dropped onto this window.")
        )
        self._open = self._button(tr("Open a Store…"), "open", self.open_asked)
        self._sample = self._button(tr("Open the Sample"), "sample", self.sample_asked)
        self._import = self._button(tr("Import Sessions…"), "import", self.import_asked)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.GRID)
        self._recent_title = self._label(tr("Opened before"))
        self._lay_out()
        self._dress()
        self.set_recent({})

    @property
    def found(self) -> str:
        """What is said of sessions on this computer."""
        return self._found.text()

    def offer_import(self, sessions: int, length: int) -> None:
        """Offer first of all to import what was found: so many sessions, and bytes."""
        self._found.setText(
            tr(
                "Coding agents left %n session(s) ({size}) on this computer: import them to see "
                "them here. Nothing leaves the computer.",
                "",
                sessions,
            ).format(size=size(length))
        )
        self._found.setAccessibleName(self._found.text())
        self._found.setVisible(sessions > 0)
        if sessions:
            self._buttons.insertWidget(0, self._import)
            self.setTabOrder(self._import, self._open)
            self.setFocusProxy(self._import)
            if self._open.hasFocus():
                self._import.setFocus()

    def set_recent(self, stores: Mapping[str, bool]) -> None:
        """Offer stores that were opened before; those mapped to False are gone."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for store in list(stores)[:_SHOWN_RECENT]:
            self._recent.addWidget(self._recent_row(store, stores[store]))
        self._recent_title.setVisible(bool(stores))

    def _recent_row(self, store: str, there: bool) -> QWidget:
        path = Path(store)
        row = QWidget(self)
        button = QPushButton(visible(path.name), row)
        button.setObjectName(f"recent {store}")
        button.setAccessibleName(tr("Open {store}").format(store=visible(store)))
        button.setIcon(icon("recent"))
        button.setEnabled(there)
        button.clicked.connect(lambda: self.recent_asked.emit(store))
        folder = ElidedLabel(row, muted=True)
        folder.set_text(
            str(path.parent) if there else tr("{folder} (gone)").format(folder=path.parent)
        )
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.GRID)
        line.addWidget(button)
        line.addWidget(folder, 1)
        return row

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.GRID)
        for button in (self._open, self._import, self._sample):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._inner = inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        column.addWidget(self._mark)
        column.addWidget(self._sentence)
        column.addWidget(self._reason)
        column.addWidget(self._found)
        column.addLayout(buttons)
        column.addWidget(self._hint)
        column.addSpacing(2 * theme.GRID)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        # Not by alignment: a layout that aligns does not ask how high wrapped text is.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)
        self.setTabOrder(self._open, self._import)
        self.setTabOrder(self._import, self._sample)
        self.setFocusProxy(self._open)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAccessibleName(text)
        return label

    def _button(self, caption: str, picture: str, pressed: SignalInstance) -> QPushButton:
        button = QPushButton(caption, self)
        button.setObjectName(f"step {picture}")
        button.setAccessibleName(caption)
        button.clicked.connect(pressed)
        return button

    def _dress(self) -> None:
        colours = theme.current()
        self._mark.draw("constellation", theme.scaled(_MARK))
        self._open.setIcon(icon("open"))
        self._sample.setIcon(icon("sample"))
        self._import.setIcon(icon("import"))
        for button in (self._open, self._sample, self._import):
            button.ensurePolished()  # or else its room is that of another style
        # Captions may be longer in another language.
        needed = self._buttons.sizeHint().width()
        self._inner.setFixedWidth(max(theme.scaled(_WIDTH), needed))
        self._sentence.setFont(theme.font("interface", "title"))
        for label in (self._reason, self._hint, self._recent_title):
            palette = label.palette()
            if palette.windowText().color() != colours.muted:
                palette.setColor(label.foregroundRole(), colours.muted)
                label.setPalette(palette)
