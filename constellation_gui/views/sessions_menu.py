"""What can be done with the sessions found on this machine, at a click with the other button."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from constellation_gui.icons import icon
from constellation_gui.models.sessions_model import SessionsModel
from constellation_gui.views.sessions_tree import SessionsTree
from constellation_gui.wording import tr


def offer(model: SessionsModel, tree: SessionsTree, index: QModelIndex, place: QPoint) -> None:
    """Show the menu of a row, or that of no row, at a place on the screen."""
    menu = QMenu(tree)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for caption, wish in (
        (tr("Choose all that is shown"), True),
        (tr("Choose nothing of it"), False),
    ):
        action = menu.addAction(caption)
        action.triggered.connect(lambda _on, wish=wish: model.tick_all(wish))
    menu.addSeparator()
    if index.isValid():
        node = model.node(index)
        path = node.found.path if node.found is not None else node.folder
        copy = menu.addAction(icon("copy"), tr("Copy path"))
        copy.setEnabled(bool(path))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(path))
        menu.addAction(icon("copy"), tr("Copy rows")).triggered.connect(tree.copy)
        menu.addSeparator()
    menu.addAction(icon("expand-all"), tr("Expand all")).triggered.connect(tree.open_all)
    collapse = menu.addAction(icon("collapse-all"), tr("Collapse all"))
    collapse.triggered.connect(tree.collapseAll)
    menu.popup(place)
