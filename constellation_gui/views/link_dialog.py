"""Asks before a link is opened, and says where it leads."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from constellation_gui.models.links import examined
from constellation_gui.wording import tr


def ask_to_open(parent: QWidget, target: str, label: str = "") -> None:
    """Ask whether to open a link in the browser; does nothing for what is none.

    `label` is the text that the link stands behind.
    """
    link = examined(target, label)
    if link is None:
        return
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        tr("Open Link"),
        tr("Open a page of {host}?").format(host=link.host),
        QMessageBox.StandardButton.NoButton,
        parent,
    )
    box.setObjectName("open-link")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText("\n\n".join((link.address, *link.doubts)))
    opens = box.addButton(tr("Open in Browser"), QMessageBox.ButtonRole.AcceptRole)
    copies = box.addButton(tr("Copy Address"), QMessageBox.ButtonRole.ActionRole)
    keep = box.addButton(QMessageBox.StandardButton.Cancel)
    opens.setObjectName("open-in-browser")
    copies.setObjectName("copy-address")
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    address = QUrl(link.address, QUrl.ParsingMode.StrictMode)
    opens.clicked.connect(lambda: QDesktopServices.openUrl(address))
    copies.clicked.connect(lambda: QGuiApplication.clipboard().setText(link.address))
    box.finished.connect(box.deleteLater)
    box.open()
