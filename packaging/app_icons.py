"""The application's icon in the forms that desktops want, drawn from the one in resources/icons."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from workshop import ICONS, ROOT, say

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_DRAWING = ROOT / "resources" / "icons" / "constellation.svg"
_OF_WINDOWS = (16, 24, 32, 48, 64, 256)
_OF_MACOS = {"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512}


def draw(folder: Path = ICONS) -> None:
    """Write `SIZE.png`, `constellation.svg`, `constellation.ico` and `constellation.icns`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(_DRAWING))
    pictures: dict[int, bytes] = {}
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not image.save(buffer, "PNG"):
            raise OSError(f"The icon of {size} px could not be drawn.")
        pictures[size] = bytes(buffer.data().data())
        (folder / f"{size}.png").write_bytes(pictures[size])
    del application
    (folder / "constellation.svg").write_bytes(_DRAWING.read_bytes())
    (folder / "constellation.ico").write_bytes(of_windows(pictures))
    (folder / "constellation.icns").write_bytes(of_macos(pictures))
    say(f"icons of {len(SIZES)} sizes in {folder.relative_to(ROOT)}")


def of_windows(pictures: dict[int, bytes]) -> bytes:
    """Return an .ico: a directory of pictures, and the pictures, PNG each."""
    chosen = [(size, pictures[size]) for size in _OF_WINDOWS]
    offset = 6 + 16 * len(chosen)
    directory, content = struct.pack("<HHH", 0, 1, len(chosen)), b""
    for size, data in chosen:
        side = size % 256  # 0 stands for 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
        content += data
    return directory + content


def of_macos(pictures: dict[int, bytes]) -> bytes:
    """Return an .icns: pictures, each after its kind and length."""
    parts = b"".join(
        kind.encode() + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for kind, size in _OF_MACOS.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


if __name__ == "__main__":
    draw()
