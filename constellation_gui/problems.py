"""Our own defects: caught wherever they are raised, and told with a report that can be passed on.

A report holds no content of a store: messages of exceptions that may quote a value are left out.
"""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication

from constellation_db import ConstellationError
from constellation_gui import __version__

# Their messages name types, attributes and modules, never values.
_HARMLESS = (
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
    NameError,
    RecursionError,
    RuntimeError,
    TypeError,
    ZeroDivisionError,
)
_LEFT_OUT = "(message left out: it may quote what the store holds)"


def report(error: BaseException) -> str:
    """Return what a developer needs to know of a defect."""
    return "\n".join([*versions(), "", *_chain(error)])


def versions() -> list[str]:
    """Return what is running on what, a line each."""
    display = QGuiApplication.platformName() if QGuiApplication.instance() else "none"
    return [
        f"Constellation {__version__}",
        f"Python {platform.python_version()}, PySide {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.platform()}, display {display}",
    ]


def _chain(error: BaseException) -> list[str]:
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += [*_chain(cause), "", "which led to:", ""]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"{_short(frame.filename)}:{frame.lineno} in {frame.name}")
        lines.append(f"    {frame.line}")
    kind = type(error).__qualname__
    lines.append(f"{kind}: {_message(error)}" if str(error) else kind)
    return lines


def _message(error: BaseException) -> str:
    if isinstance(error, ConstellationError):
        return type(error).__doc__ or ""
    return str(error) if isinstance(error, _HARMLESS) else _LEFT_OUT


def _short(filename: str) -> str:
    """Return the name of a source file without what it says about the person's folders."""
    for root in (str(Path(__file__).parent.parent), *sys.path):
        if root and filename.startswith(root):
            return filename[len(root) :].lstrip("/\\")
    return Path(filename).name


class Problems(QObject):
    """Catches what nobody caught, on any thread; `found` gives the report on the GUI thread."""

    found = Signal(str)
    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._from_main
        threading.excepthook = self._from_thread

    def uninstall(self) -> None:
        """Catch no more."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _from_main(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._caught.emit(error)

    def _from_thread(self, raised: threading.ExceptHookArgs) -> None:
        if raised.exc_value is not None:
            self._caught.emit(raised.exc_value)

    def _on_caught(self, error: BaseException) -> None:
        text = report(error)
        # For whoever started the application from a terminal, and should the dialog fail.
        sys.stderr.write(f"{text}\n")
        self.found.emit(text)
