"""The review as a person sees and uses it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton, QWidget

from constellation_gui.views.elided_label import ElidedLabel
from constellation_gui.views.lines_view import LinesView
from constellation_gui.views.outline_tree import OutlineTree
from constellation_gui.views.review_view import ReviewView
from constellation_gui.views.time_slider import TimeSlider
from tests.gui.files_tab import Files


class Review(Files):
    """The files tab, turned to all that changed."""

    @property
    def review(self) -> ReviewView:
        return self.view.findChild(ReviewView)

    @property
    def tree(self) -> OutlineTree:
        return self.review.findChild(OutlineTree)

    @property
    def lines(self) -> LinesView:
        found: QWidget = self.view if self.review is None else self.review
        return found.findChild(LinesView)

    def about(self) -> str:
        return self.review.findChild(ElidedLabel, "compared-with").text()

    def place(self) -> str:
        return self.review.findChild(QLabel, "change-place").text()

    def press_tool(self, name: str) -> None:
        buttons = self.view.findChildren(QToolButton, name)
        (button,) = [each for each in buttons if each.isVisible()]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def slider(self) -> TimeSlider:
        return self.review.findChild(TimeSlider)

    def turn_to(self, project: str, agent: str | None = None) -> None:
        """Open the tab on a project or an agent, and turn it to what changed."""
        self.open(project, agent)
        self.press_tool("mode-changes")

    def settle(self) -> None:
        def settled() -> bool:
            review = self.review
            waiting = review is not None and review.slider._resting.isActive()
            return self.queries.idle and not waiting and not self.lines._looking.isActive()

        self.qtbot.waitUntil(settled, timeout=20_000)

    def listed(self) -> list[str]:
        """The open rows: name, state, added, removed."""
        found, index = [], self.tree.model().index(0, 0)
        while index.isValid():
            texts = (str(index.siblingAtColumn(column).data()) for column in range(4))
            found.append(" ".join(text for text in texts if text))
            index = self.tree.indexBelow(index)
        return found

    def title(self) -> str:
        header = self.review.findChild(QWidget, "review-list")
        return header.findChild(QLabel, "pane-title").accessibleName()

    def choose_scope(self, caption: str) -> None:
        box = next(
            each for each in self.view.findChildren(QComboBox) if each.findText(caption) >= 0
        )
        box.setCurrentText(caption)
        box.activated.emit(box.currentIndex())
        self.settle()

    def press_keys(self, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press keys while the time slider has the keyboard."""
        for key in keys:
            self.qtbot.keyClick(self.slider, key, held or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def current(self) -> str:
        index: QModelIndex = self.tree.currentIndex()
        return str(index.data())
