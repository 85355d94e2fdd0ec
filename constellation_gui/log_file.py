"""The log: what the application did and what went wrong, in a file that can be passed on.

It never holds contents of a store: messages of exceptions that may quote one are left out, and the
person's home is written as `~`.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from copy import copy
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs

from constellation_gui.preferences import APPLICATION
from constellation_gui.problems import trace, versions, without_home

_SIZE = 1_000_000  # bytes; then the file becomes the first of the older ones
_OLDER = 2
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_log = logging.getLogger(__name__)


def log_path() -> Path:
    """Return the file that is written; older ones are beside it, numbered."""
    return platformdirs.user_log_path(APPLICATION, appauthor=False) / "constellation-gui.log"


class LogFile:
    """Keeps the log of this process from `begin` on."""

    def __init__(self) -> None:
        self._handlers: list[logging.Handler] = []

    def begin(self) -> None:
        """Write what is logged from now on, warnings of Python included, and what is running."""
        handler = _Rotating(log_path())
        handler.setFormatter(_Line())
        # What Python does with warnings while nobody else listens: the terminal has them too.
        self._handlers = [handler, *((logging.lastResort,) if logging.lastResort else ())]
        for each in self._handlers:
            logging.getLogger().addHandler(each)
        logging.getLogger("constellation_gui").setLevel(logging.INFO)
        logging.captureWarnings(True)
        _log.info("Started: %s", "; ".join(versions()))

    def end(self) -> None:
        """Write no more."""
        logging.captureWarnings(False)
        for each in self._handlers:
            logging.getLogger().removeHandler(each)
            if each is not logging.lastResort:
                each.close()


class _Rotating(RotatingFileHandler):
    """A folder or a disk that refuses costs what it refuses, and nothing else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            maxBytes=_SIZE,
            backupCount=_OLDER,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """Begin anew with the next line: what could not be written would be kept for ever."""
        stream, self.stream = self.stream, None
        with suppress(OSError, ValueError):
            if stream is not None:
                stream.close()

    def close(self) -> None:
        """Close the file; what is not written then never will be."""
        with suppress(OSError, ValueError):
            super().close()


class _Line(logging.Formatter):
    """One record: when (UTC), which process, how grave, who, what."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s.%(msecs)03dZ %(process)d %(levelname)s %(name)s: %(message)s")
        self.converter = time.gmtime
        self.datefmt = "%Y-%m-%dT%H:%M:%S"

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of a record, without the name of the person's home."""
        # Without what another handler may have written of the exception, and left with the record.
        record = copy(record)
        record.exc_text = None
        return without_home(super().format(record))

    def formatException(self, raised: _Raised) -> str:
        """Return what may be said of an exception."""
        return "\n".join(trace(raised[1])) if raised[1] is not None else ""
