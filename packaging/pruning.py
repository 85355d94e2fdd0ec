"""What goes into the frozen application and what does not; the lists, and who asks them.

Everything is told by the name under which a file is put into the folder, always with `/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

# The modules of PySide6 that the application imports; a test compares this with the sources.
QT_MODULES = ("QtCore", "QtGui", "QtNetwork", "QtSvg", "QtWidgets")

# Libraries of Qt that these, or the plugins below, are linked with.
QT_LIBRARIES = (
    "Core", "DBus", "Gui", "Network", "OpenGL", "Svg", "WaylandClient", "Widgets", "XcbQpa",
)  # fmt: skip

# Plugins by their folder; names as on Linux, without `lib`, and without `d` or what follows a dot.
QT_PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qgif", "qjpeg", "qsvg", "qwebp"),  # pictures in conversations
    "platforminputcontexts": (
        "composeplatforminputcontextplugin", "ibusplatforminputcontextplugin",
    ),
    "platforms": ("qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"),
    "platformthemes": ("qxdgdesktopportal",),  # light or dark, as the desktop has it
    "styles": ("qmacstyle", "qmodernwindowsstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
}  # fmt: skip

# Modules that something mentions and nobody needs here.
EXCLUDED_MODULES = (
    "_curses", "_tkinter", "curses", "doctest", "idlelib", "lib2to3", "pip", "pkg_resources",
    "pydoc", "pydoc_data", "readline", "setuptools", "test", "tkinter", "turtle", "unittest",
    "xmlrpc",
    "pygments.formatters", "pygments.styles",
    "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.postgresql", "sqlalchemy.testing",
)  # fmt: skip

# Imported by a name made at run time, or by C code.
HIDDEN_MODULES = ("_cffi_backend", "pygit2", "sqlalchemy.dialects.sqlite")

# Linux: of the system only what Python itself is linked with. Its names and versions differ from
# one distribution to the next, and so differ from what is linked here.
_OF_PYTHON = re.compile(
    r"lib(python3|sqlite3|ssl|crypto|ffi|bz2|lzma|z|expat|uuid|mpdec|nsl|tirpc|db|gdbm)[-.\d]"
)

# Linux: what Qt's X11 plugin needs beyond any desktop's libraries. The portable folder has them;
# the Debian package depends on them instead.
PORTABLE_ONLY = re.compile(
    r"libxcb-(cursor|icccm|image|keysyms|render-util|util)[.-]|libxcb-util\.|libxkbcommon-x11\."
)

# Those of the system that keep their names through Debian's releases: its package depends on them,
# and has their security updates.
OF_DEBIAN = re.compile(r"lib(sqlite3|ssl|crypto|ffi|bz2|lzma|z|expat|uuid)\.so\.")

_SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def wanted(name: str, source: str = "", languages: Iterable[str] = ()) -> bool:
    """Return whether a file belongs into the folder; `source` is where it was found."""
    parts = name.replace("\\", "/").split("/")
    if parts[0] in ("PySide6", "shiboken6") or "PySide6" in parts:
        return _wanted_of_qt(parts, frozenset(languages))
    if re.match(r"libQt6|Qt6\w+\.dll|libicu", parts[-1]):
        return _is_library(parts[-1])  # put beside the others by name, or linked to from there
    if source.startswith(_SYSTEM) and not source.startswith("/usr/lib/python3/"):
        of_system = ".so" in parts[-1] and "python3" not in source
        return not of_system or bool(_OF_PYTHON.match(parts[-1]) or PORTABLE_ONLY.match(parts[-1]))
    return not any(part in ("sqlalchemy", "tests") and parts[-1].endswith(".pyx") for part in parts)


def languages(resources: Path) -> tuple[str, ...]:
    """Return the languages besides English that the application speaks, such as `de`."""
    found = (resources / "translations").glob("*_*.??")
    return tuple(sorted({file.stem.partition("_")[2] for file in found}))


def _wanted_of_qt(parts: list[str], languages: frozenset[str]) -> bool:
    name = parts[-1]
    if "plugins" in parts:
        folder = parts[parts.index("plugins") + 1]
        stem = re.sub(r"^lib|d?\..*$", "", name) if name.endswith("d.dll") else _stem(name)
        return stem in QT_PLUGINS.get(folder, ())
    if "translations" in parts:
        return name.removeprefix("qtbase_").removesuffix(".qm") in languages
    if name.endswith((".pyi", ".json", ".qml")) or "qml" in parts or "metatypes" in parts:
        return False
    if (module := re.match(r"(Qt\w+)\.(abi3|pyd|so|cpython)", name)) is not None:
        return module[1] in QT_MODULES
    return _is_library(name)


def _is_library(name: str) -> bool:
    library = re.match(r"(?:lib)?Qt6(\w+?)(?:d)?\.(?:so|dll|dylib)|^Qt(\w+)$", name)
    if library is not None:
        return (library[1] or library[2]) in QT_LIBRARIES
    return not name.startswith(("opengl32sw", "d3dcompiler", "libpyside6qml"))


def _stem(name: str) -> str:
    return re.sub(r"^lib", "", name).split(".")[0]
