"""Settings or a configuration: a tree to look through, and the text as it is stored."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextOption
from PySide6.QtWidgets import QHeaderView, QMenu, QPlainTextEdit, QWidget

from constellation_gui import theme
from constellation_gui.formatting import size, visible
from constellation_gui.icons import icon
from constellation_gui.models.json_tree import JsonModel, JsonReading
from constellation_gui.views.fitted_rows import fitting_height
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.views.section import Section
from constellation_gui.wording import tr

_MOST_ROWS = 20  # in sight without scrolling
_MOST_TEXT = 64_000  # characters that a text widget lays out at once
_FIRST_LEVELS = 3


class SettingsSection(Section):
    """A JSON document. One that does not parse is shown as text, and said to be none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Settings"), parent)
        self.setObjectName("settings-section")
        self._model = JsonModel(self)
        self._tree = OutlineTree("settings", tr("Settings"), self._model, self)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self._tree.header().resizeSection(0, 48 * theme.GRID)
        self._tree.header().setStretchLastSection(True)
        self._raw = QPlainTextEdit(self)
        self._raw.setObjectName("settings-text")
        self._raw.setAccessibleName(tr("Settings as stored"))
        self._raw.setReadOnly(True)
        self._raw.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._raw.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._raw.setUndoRedoEnabled(False)
        self._raw.document().setDocumentMargin(2 * theme.GRID)
        self._raw.setTabChangesFocus(True)
        self.header.add_button("copy", tr("Copy all of it, as stored"), self._copy_all)
        self._switch = self.header.add_button(
            "log", tr("Show it as it is stored"), self._show_parts
        )
        self._switch.setCheckable(True)
        self.add(self._tree)
        self.add(self._raw)
        self._tree.menu_wanted.connect(self._offer)
        for changed in (self._tree.expanded, self._tree.collapsed, self._model.modelReset):
            changed.connect(self._fit)
        self._set_font()

    def show_reading(self, title: str, reading: JsonReading) -> None:
        """Show a document under a title; without any, hide."""
        self.header.set_title(title)
        self.setVisible(bool(reading.text))
        if not self._model.show(reading):
            return
        self._tree.open_levels(_FIRST_LEVELS, _MOST_ROWS)
        cut = len(reading.text) > _MOST_TEXT
        self._raw.clear()
        beginning = tr("The first {size} of the text are shown; copying takes all.")
        beginning = beginning.format(size=size(_MOST_TEXT))
        self.say(" ".join(filter(None, (reading.note, beginning if cut else ""))))
        self._switch.setChecked(False)
        self._switch.setVisible(reading.valid)
        self._show_parts()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._set_font()
            self._fit()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as much height as the text needs in another width."""
        super().resizeEvent(event)
        self._fit()

    def _show_parts(self) -> None:
        raw = self._switch.isChecked() or not self._model.reading.valid
        text = self._model.reading.text
        if raw and text and self._raw.document().isEmpty():
            self._raw.setPlainText(visible(text[:_MOST_TEXT]))
        self._raw.setVisible(raw)
        self._tree.setVisible(not raw)
        self._fit()

    def _fit(self) -> None:
        rows = 0
        index = self._model.index(0, 0)
        while index.isValid() and rows < _MOST_ROWS:
            rows += 1
            index = self._tree.indexBelow(index)
        self._tree.setFixedHeight(fitting_height(self._tree, rows))
        # A plain text's size is in lines, as they are broken in the present width.
        lines = min(round(self._raw.document().size().height()), _MOST_ROWS) + 1
        self._raw.setFixedHeight(lines * self._raw.fontMetrics().lineSpacing() + 4 * theme.GRID)

    def _offer(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copies: list[tuple[str, Callable[[], str]]] = []
        if index.isValid():
            node = self._model.node(index)
            copies += [(tr("Copy value"), node.text), (tr("Copy path"), lambda: node.path)]
        copies.append((tr("Copy all"), lambda: self._model.reading.text))
        for caption, text in copies:
            action = menu.addAction(icon("copy"), caption)
            action.triggered.connect(
                lambda _on, text=text: QGuiApplication.clipboard().setText(text())
            )
        menu.popup(place)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._model.reading.text)

    def _set_font(self) -> None:
        self._raw.setFont(theme.font("mono"))
