"""Pictures in messages: decoded in a worker thread, within limits, and never from anywhere else."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections import OrderedDict
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageReader

from constellation_gui.models.message_blocks import Image
from constellation_gui.queries import Runner, Ticket

WIDEST, HIGHEST = 640, 400  # px, as shown
_FORMATS = (b"png", b"jpeg", b"gif", b"webp", b"bmp")
_MOST_PIXELS = 60_000_000
_LONGEST_DATA = 40_000_000  # characters of base64
_KEPT = 32_000_000  # bytes


class PictureKey(NamedTuple):
    """Which picture: the sequence of the message's key, the block, and the place among several."""

    sequence: int
    block: int
    place: int


class Pictures(QObject):
    """Decodes pictures when they are asked for; `arrived` gives the key of one that is there."""

    arrived = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._made: OrderedDict[PictureKey, QImage] = OrderedDict()
        self._tickets: dict[PictureKey, Ticket] = {}

    def get(self, key: PictureKey, image: Image) -> QImage | None:
        """Return a picture, a null one if it cannot be shown; None while it is on its way."""
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        if key not in self._tickets:
            self._tickets[key] = self._queries.run(
                partial(decoded, image, _density()),
                deliver=partial(self._receive, key),
                failed=_never,
            )
        return self._made.get(key)

    def clear(self) -> None:
        """Forget all pictures, those under way too."""
        for ticket in self._tickets.values():
            ticket.cancel()
        self._tickets.clear()
        self._made.clear()

    def _receive(self, key: PictureKey, picture: QImage) -> None:
        self._tickets.pop(key, None)
        self._made[key] = picture
        self._let_go()
        self.arrived.emit(key)

    def _let_go(self) -> None:
        """Forget the pictures that were not asked for of late; the latest one stays."""
        kept = sum(picture.sizeInBytes() for picture in self._made.values())
        while kept > _KEPT and len(self._made) > 1:
            _key, picture = self._made.popitem(last=False)
            kept -= picture.sizeInBytes()


def _density() -> float:
    """Return how many pixels the densest screen has for one of ours."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _never(error: Exception) -> None:
    raise AssertionError("decoding a picture asks nothing of the store") from error


def decoded(image: Image, density: float = 1.0) -> QImage:
    """Return a picture at the size to show it in, a null one if it is none or too large.

    A larger one has as many pixels more as a screen of that density shows, if it has that many.
    """
    if not image.data or len(image.data) > _LONGEST_DATA:
        return QImage()
    try:
        raw = b64decode(image.data)
    except (binascii.Error, ValueError):
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(raw))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    known = bytes(reader.format().data()) in _FORMATS
    if not known or size.isEmpty() or size.width() * size.height() > _MOST_PIXELS:
        return QImage()
    limit = QSize(WIDEST, HIGHEST)
    if size.width() <= limit.width() and size.height() <= limit.height():
        return reader.read()
    shown = size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    density = min(density, size.width() / shown.width())
    reader.setScaledSize(shown * density)
    picture = reader.read()
    picture.setDevicePixelRatio(density)
    return picture
