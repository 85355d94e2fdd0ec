"""Icons: one monochrome set of drawings, coloured by the theme."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from constellation_gui import theme
from constellation_gui.resource_files import resource_path

_LARGE_SIZES = (16, 32, 64, 80, 96, 112, 128, 256)
_STATUS = "status-"
_OWN_COLOURS = "constellation"  # the application's own icon

_TOKENS = {
    "warning": "warning",
    "info": "info",
    "live": "ok",
    "error": "danger",
    "done": "ok",
}


def icon(name: str) -> QIcon:
    """Return a drawing of `resources/icons` in the colours of the theme in force.

    `status-NAME` is coloured by the status and exists for every name: an unknown status has a shape
    of its own. Ask again when the palette changes.
    """
    return _icon(name, theme.current(), theme.icon_size(), _density())


@lru_cache(maxsize=256)
def _icon(name: str, colours: theme.Theme, side: int, density: int) -> QIcon:
    drawing = _drawing(name)
    if name == _OWN_COLOURS:
        return _rendered(drawing, {QIcon.Mode.Normal: colours.accent}, _LARGE_SIZES)
    if name.startswith(_STATUS):
        normal = colours.of_status(name.removeprefix(_STATUS))
        selected = normal
    elif name in _TOKENS:
        normal = selected = getattr(colours, _TOKENS[name])
    else:
        normal, selected = colours.muted, colours.selection_text
    modes = {
        QIcon.Mode.Normal: normal,
        QIcon.Mode.Selected: selected,
        QIcon.Mode.Disabled: colours.disabled,
    }
    return _rendered(drawing, modes, _sizes(side, density))


def _density() -> int:
    """Return how many pixels the densest screen has for one of ours."""
    app = QGuiApplication.instance()
    return ceil(app.devicePixelRatio()) if isinstance(app, QGuiApplication) else 1


def _sizes(side: int, density: int) -> tuple[int, ...]:
    """Return the sides, in pixels, for every scale up to the densest screen's.

    What has to be scaled is blurred. Screens are scaled in steps of a quarter, and one that is at
    1.5 may say 2: Wayland tells a window, not its screen, what it really is.
    """
    quarters = range(4, 4 * density + 1)
    return tuple(sorted({int(side * quarter / 4 + 0.5) for quarter in quarters}))


def _drawing(name: str) -> bytes:
    try:
        return resource_path("icons", f"{name}.svg").read_bytes()
    except FileNotFoundError:
        if not name.startswith(_STATUS):
            raise
        return resource_path("icons", "status-unknown.svg").read_bytes()


def _rendered(drawing: bytes, modes: dict[QIcon.Mode, QColor], sizes: tuple[int, ...]) -> QIcon:
    made = QIcon()
    for mode, colour in modes.items():
        renderer = QSvgRenderer(
            QByteArray(drawing.replace(b"currentColor", colour.name().encode()))
        )
        for size in sizes:
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            made.addPixmap(pixmap, mode)
    return made
