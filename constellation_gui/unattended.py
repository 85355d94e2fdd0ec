"""A window that nobody sits at: opening a store in it, and waiting until it shows what it can."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

from constellation_gui.main_window import MainWindow
from constellation_gui.open_store import OpenStore
from constellation_gui.session import Session
from constellation_gui.startup import Request
from constellation_gui.wording import said

_PATIENCE_S = 60.0
# Nothing has been asked of the store for this long: whatever was going to be shown is shown.
_QUIET_S = 0.3


class ForgetfulSession(Session):
    """A session that leaves no trace: this is no visit."""

    def save(self) -> None:
        """Keep nothing."""


class DidNotHappenError(Exception):
    """What was waited for did not come; the text is one sentence that says why."""


def opened(window: MainWindow, request: Request) -> OpenStore:
    """Open a store in the window, and return it when it is shown; raises `DidNotHappenError`."""
    faults: list[str] = []
    window.opener.failed.connect(lambda _request, error: faults.append(said(error)))
    window.open(request)
    until(lambda: window.store is not None or bool(faults), "the store")
    if window.store is None:
        raise DidNotHappenError(faults[0])
    settle(window.store)
    return window.store


def settle(store: OpenStore) -> None:
    """Let everything arrive that was asked of the store."""
    quiet_since = time.monotonic()

    def quiet() -> bool:
        nonlocal quiet_since
        if not store.queries.idle:
            quiet_since = time.monotonic()
        return time.monotonic() - quiet_since > _QUIET_S

    until(quiet, "the store")


def until(done: Callable[[], bool], what: str) -> None:
    """Let events come in until something is the case; raises `DidNotHappenError`."""
    loop, timer = QEventLoop(), QTimer()
    deadline = time.monotonic() + _PATIENCE_S
    timer.timeout.connect(lambda: loop.quit() if done() or time.monotonic() > deadline else None)
    timer.start(10)
    loop.exec()
    timer.stop()
    if not done():
        raise DidNotHappenError(f"Waiting for {what} took more than {_PATIENCE_S:.0f} seconds.")
