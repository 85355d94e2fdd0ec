"""Our own defects: caught wherever they are raised, and told with a report that can be passed on.

A report holds no content of a store: messages of exceptions that may quote a value are left out.
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
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
# More different defects than this in one process are no longer told apart.
_MOST = 50
_log = logging.getLogger(__name__)


def report(error: BaseException, done: Iterable[str] = ()) -> str:
    """Return what a developer needs to know of a defect; `done` are lines about what led to it."""
    before = ["Last actions:", *done, ""] if done else []
    return without_home("\n".join([*versions(), "", *before, *trace(error)]))


def versions() -> list[str]:
    """Return what is running on what, a line each."""
    display = QGuiApplication.platformName() if QGuiApplication.instance() else "none"
    return [
        f"Constellation {__version__}",
        f"Python {platform.python_version()}, PySide {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.platform()}, display {display}",
    ]


def without_home(text: str) -> str:
    """Return a text in which the person's home is `~`."""
    home = str(Path("~").expanduser())
    return text.replace(home, "~") if len(home) > 1 else text


def trace(error: BaseException) -> list[str]:
    """Return where an exception was raised and what led to it, a line each."""
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += [*trace(cause), "", "which led to:", ""]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"{short(frame.filename)}:{frame.lineno} in {frame.name}")
        lines.append(f"    {frame.line}")
    kind = type(error).__qualname__
    lines.append(f"{kind}: {_message(error)}" if str(error) else kind)
    return lines


def _message(error: BaseException) -> str:
    if isinstance(error, ConstellationError):
        return type(error).__doc__ or ""
    return str(error) if isinstance(error, _HARMLESS) else _LEFT_OUT


def short(filename: str) -> str:
    """Return the name of a source file without what it says about the person's folders."""
    for root in (str(Path(__file__).parent.parent), *sys.path):
        if root and filename.startswith(root):
            return filename[len(root) :].lstrip("/\\")
    return Path(filename).name


class Problems(QObject):
    """Catches what nobody caught, on any thread; `found` gives the report on the GUI thread.

    `done` gives lines about what the person did before. A defect that comes again has the report of
    its first time.
    """

    found = Signal(str)
    _caught = Signal(object)

    def __init__(self, done: Callable[[], list[str]] = list, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done = done
        self._reports: dict[str, str] = {}
        self._times: Counter[str] = Counter()
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
        which = "\n".join(trace(error))
        if which not in self._reports and len(self._reports) >= _MOST:
            which = type(error).__qualname__
        text = self._reports.setdefault(which, report(error, self._done()))
        self._times[which] += 1
        # One in painting comes with every frame: the log hears of it ever more rarely.
        if self._times[which].bit_count() == 1:
            _log.error("A defect, time %d:\n%s", self._times[which], text)
        self.found.emit(text)
