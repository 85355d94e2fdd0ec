"""Opens the log, or its folder, with what the desktop has for it; else says where it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from constellation_gui.log_file import log_path
from constellation_gui.notice import Notice, Step
from constellation_gui.views.banner import BannerArea


def open_log(banners: BannerArea) -> None:
    """Open the log."""
    _open(log_path(), "the log", banners)


def open_log_folder(banners: BannerArea) -> None:
    """Open the folder that holds the log and what is beside it."""
    _open(log_path().parent, "the folder of the log", banners)


def _open(path: Path, what: str, banners: BannerArea) -> None:
    banners.dismiss("log")
    if not path.exists():
        text = f"There is no log yet; {path} could not be written."
    elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return
    else:
        text = f"No program was found that opens {what}, {path}."
    copy = Step("Copy Path", lambda: QGuiApplication.clipboard().setText(str(path)))
    banners.tell(Notice("log", "info", text, (copy,)))
