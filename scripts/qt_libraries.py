"""Names the Debian packages of the system libraries and fonts that Qt lacks here, by loading it.

Without arguments: one package a line, nothing when all is there. With `--starts`: only tells, by
the exit status, whether Qt can draw at all. Run by setup.sh with the Python that has PySide6.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

# What the application loads: itself, and the ways onto a screen. The rest is for other devices.
_LOADED = (
    "QtCore*.so",
    "QtGui*.so",
    "QtWidgets*.so",
    "QtSvg*.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqwayland*.so",
    "Qt/plugins/xcbglintegrations/libqxcb-egl-integration.so",
)

# Where Debian's name does not follow from the library's.
_PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libbrotlidec.so.1": "libbrotli1",
    "libz.so.1": "zlib1g",
}

_FONTS = "fonts-dejavu-core"

_START = """
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
application = QApplication([])
raise SystemExit(0 if QFontDatabase.families() else 3)
"""
_NO_FONTS = 3


def main() -> int:
    """Write the packages to standard output; with `--starts` return 0 if Qt can draw."""
    if sys.argv[1:] == ["--starts"]:
        return int(_start() not in (0, _NO_FONTS))
    missing = {package_of(library) for library in _missing_libraries()}
    if not missing and _start() == _NO_FONTS:
        missing.add(_FONTS)
    sys.stdout.writelines(f"{package}\n" for package in sorted(missing))
    return 0


def package_of(library: str) -> str:
    """Return the Debian package of a shared library, by Debian's rule for naming them."""
    if library in _PACKAGES:
        return _PACKAGES[library]
    name, _, version = library.lower().replace("_", "-").partition(".so.")
    separator = "-" if name[-1:].isdigit() else ""
    return f"{name}{separator}{version}"


def _missing_libraries() -> set[str]:
    """Return the names of the libraries that the dynamic linker does not find (Linux only)."""
    if not sys.platform.startswith("linux"):
        return set()
    found = find_spec("PySide6")
    folders = found.submodule_search_locations if found is not None else None
    if not folders:
        return set()
    files = [file for pattern in _LOADED for file in sorted(Path(folders[0]).glob(pattern))]
    told = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False)
    return set(re.findall(r"^\s*(\S+) => not found", told.stdout, flags=re.MULTILINE))


def _start() -> int:
    """Return the exit status of a process that makes an application: Qt ends it when it cannot."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", _START], env=environment, capture_output=True, check=False
    )
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
