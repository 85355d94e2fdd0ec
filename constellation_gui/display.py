"""Is there a display that Qt can use? Asked before Qt is, because Qt's answer is to abort.

On Linux only; macOS and Windows always have one.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path


class NoDisplayError(Exception):
    """No display is named by the environment: a console, a container, a remote shell."""


class UnusableDisplayError(Exception):
    """A display is named, but cannot be used; the text is one sentence that says why."""


def platform_plugin(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the platform plugin that Qt is to use, None to let Qt choose.

    Raises `NoDisplayError` or `UnusableDisplayError` where Qt would abort.
    """
    if sys.platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM"):
        return None
    x_display, wayland = environment.get("DISPLAY"), environment.get("WAYLAND_DISPLAY")
    if not x_display and not wayland:
        raise NoDisplayError
    if wayland and _wayland_answers(wayland, environment) and _loads("wayland") is None:
        return "wayland"
    if not x_display:
        raise UnusableDisplayError(f"The Wayland display {wayland} does not answer.")
    missing = _loads("xcb")
    if missing is not None:
        raise UnusableDisplayError(
            f"Qt's X11 plugin cannot be loaded ({missing}); install the library "
            "(on Debian and Ubuntu the package libxcb-cursor0 is the one most often missing)."
        )
    if not _x_answers(x_display):
        raise UnusableDisplayError(f"The X display {x_display} does not answer or refuses access.")
    return "xcb"


def _wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    path = Path(environment.get("XDG_RUNTIME_DIR", "")) / name  # an absolute name stays as it is
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(str(path))
        except OSError:
            return False
    return True


def _x_answers(name: str) -> bool:
    """Connect as Qt will, with the person's authority, through the library that Qt uses."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(name), None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)


def _loads(plugin: str) -> str | None:
    """Return what keeps a platform plugin from being loaded, None if nothing does."""
    import PySide6

    folder = Path(PySide6.__path__[0], "Qt", "plugins", "platforms")
    found = sorted(folder.glob(f"libq{plugin}*.so"))
    if not found:
        # A distribution's own Qt keeps its plugins elsewhere and depends on what they need.
        return None if not folder.is_dir() else f"there is no {plugin} plugin in {folder}"
    try:
        ctypes.CDLL(str(found[0]))
    except OSError as error:
        return str(error)
    return None
