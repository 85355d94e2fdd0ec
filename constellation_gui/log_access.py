"""Opens the log, or its folder, with what the desktop has for it; else says where it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from constellation_gui.log_file import log_path
from constellation_gui.notice import Notice, Step
from constellation_gui.views.banner import BannerArea
from constellation_gui.wording import tr


def open_log(banners: BannerArea) -> None:
    """Open the log."""
    _open(log_path(), tr("No program was found that opens the log, {path}."), banners)


def open_log_folder(banners: BannerArea) -> None:
    """Open the folder that holds the log and what is beside it."""
    nothing = tr("No program was found that opens the folder of the log, {path}.")
    _open(log_path().parent, nothing, banners)


def _open(path: Path, nothing: str, banners: BannerArea) -> None:
    banners.dismiss("log")
    if not path.exists():
        text = tr("There is no log yet; {path} could not be written.").format(path=path)
    elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return
    else:
        text = nothing.format(path=path)
    copy = Step(tr("Copy Path"), lambda: QGuiApplication.clipboard().setText(str(path)))
    banners.tell(Notice("log", "info", text, (copy,)))
