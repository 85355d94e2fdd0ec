"""Painting in pixels of the device, where to round each edge would make equal things unequal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True)
class DevicePixels:
    """A space in pixels of the device, and how many of them stand for one of ours: 1 or more."""

    space: QRect
    unit: int


@contextmanager
def device_pixels(painter: QPainter, space: QRect) -> Iterator[DevicePixels]:
    """Let `painter` count in pixels of the device within, and give `space` in them.

    At a scale of 1.25, say, bars of 2 px would be 2 or 3 wide, as their places happen to be.
    """
    to_device = painter.deviceTransform()
    back, _invertible = to_device.inverted()
    there = to_device.mapRect(QRectF(space))
    left, top = round(there.left()), round(there.top())
    room = QRect(left, top, round(there.right()) - left, round(there.bottom()) - top)
    painter.save()
    # What leads to the device stands after the painter's own transformation, and stays.
    painter.setWorldTransform(back * painter.worldTransform())
    try:
        yield DevicePixels(room, max(int(to_device.m11()), 1))
    finally:
        painter.restore()
