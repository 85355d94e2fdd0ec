"""Crashes below Python: where every thread was is written as the process dies, and found later."""

from __future__ import annotations

import faulthandler
import logging
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from constellation_gui.log_file import log_path
from constellation_gui.problems import short

_PATTERN = "crash-*.txt"
_LONGEST = 64_000  # bytes of a report that are read
# An empty file is that of a process that lives, or of one that was killed.
_FORGOTTEN_S = 7 * 24 * 3600
_log = logging.getLogger(__name__)


class HardCrash:
    """Keeps a file open for the report that nobody hopes to read."""

    def __init__(self) -> None:
        self._file: TextIO | None = None

    def begin(self) -> str:
        """Watch from now on; returns the reports that earlier processes left, "" for none."""
        folder = log_path().parent
        try:
            left = _collect(folder)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = (folder / f"crash-{os.getpid()}.txt").open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError as error:
            _log.info("No report of a crash can be kept: %s", error.strerror)
            return ""
        if left:  # for the log only: the window tells, and nobody at a terminal has asked
            _log.info("Ended unexpectedly before:\n%s", left)
        return left

    def end(self) -> None:
        """The process ends as it should."""
        file, self._file = self._file, None
        if file is not None:
            faulthandler.disable()
            file.close()
            with suppress(OSError):
                Path(file.name).unlink()


def _collect(folder: Path) -> str:
    """Take the reports away, so that each is told once."""
    found = []
    for path in sorted(folder.glob(_PATTERN)):
        with suppress(OSError):  # another start was faster
            status = path.stat()
            if status.st_size:
                with path.open(encoding="utf-8", errors="replace") as file:
                    found.append(_shortened(file.read(_LONGEST)))
            if status.st_size or time.time() - status.st_mtime > _FORGOTTEN_S:
                path.unlink()
    return "\n".join(found)


def _shortened(report: str) -> str:
    """Return a report without what it says about the person's folders."""
    return re.sub(r'(?<=File ")[^"\n]+', lambda name: short(name[0]), report).strip()
