"""Finds what a test left behind: windows, running timers and threads, and names it."""

from __future__ import annotations

import gc
import sys
import threading
import time
from typing import Any

# A thread told to stop may need a moment; a window to be deleted needs one turn of the loop.
GRACE_SECONDS = 2.0
_REST_SECONDS = 0.01


class Watch:
    """What existed when the test began; `leaks()` names what is there beyond that."""

    def __init__(self) -> None:
        self._before = set(_everything())

    def leaks(self, *, grace: float | None = None) -> list[str]:
        """Return one line for each thing left behind, after giving it `grace` seconds to go."""
        deadline = time.monotonic() + (GRACE_SECONDS if grace is None else grace)
        left = self._left()
        collect = False  # which takes as long as many a test, and is seldom needed
        while left and time.monotonic() < deadline:
            _let_go(collect=collect)
            left = self._left()
            if collect and left:  # what is left waits for a time, which trying does not shorten
                time.sleep(_REST_SECONDS)
            collect = True
        return list(left.values())

    def _left(self) -> dict[object, str]:
        now = _everything()
        return {key: now[key] for key in now.keys() - self._before}


def _everything() -> dict[object, str]:
    """Return a description for everything that lives, keyed by what tells one from another.

    Neither holds on to the thing itself: that would keep alive what is about to go.
    """
    found: dict[object, str] = {
        ("thread", thread.ident, thread.name): _describe_thread(thread)
        for thread in threading.enumerate()
        # A dummy stands for a thread of Qt's that ran Python once, and outlives it.
        if not isinstance(thread, threading._DummyThread)
    }
    if "PySide6.QtCore" in sys.modules:
        found.update(_workers())
    if "PySide6.QtWidgets" in sys.modules:
        found.update(_windows())
    return found


def _describe_thread(thread: threading.Thread) -> str:
    runs = getattr(thread, "_target", None) or type(thread)
    return f"thread {thread.name!r} running {getattr(runs, '__qualname__', runs)}"


def _workers() -> dict[object, str]:
    """Return the running timers and threads of Qt that Python knows of."""
    import shiboken6
    from PySide6.QtCore import QThread, QTimer

    found: dict[object, str] = {}
    for thing in shiboken6.getAllValidWrappers():
        if isinstance(thing, QTimer) and thing.isActive():
            what = f"timer, running every {thing.interval()} ms"
        elif isinstance(thing, QThread) and thing.isRunning():
            what = "thread"
        else:
            continue
        found[what, shiboken6.getCppPointer(thing)[0]] = f"{what}: {_lineage(thing)}"
    return found


def _windows() -> dict[object, str]:
    """Return the windows that nothing owns."""
    import shiboken6
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return {}
    return {
        ("window", shiboken6.getCppPointer(window)[0]): f"window: {_lineage(window)}"
        for window in QApplication.topLevelWidgets()
        # Popups are windows too, but go with their owner; the one tool tip is Qt's own.
        if window.parent() is None and window.metaObject().className() != "QTipLabel"
    }


def _lineage(thing: Any) -> str:
    """Return the class and name of a Qt object and of each of its owners, itself first."""
    names = []
    while thing is not None:
        name = thing.objectName()
        names.append(type(thing).__qualname__ + (f" {name!r}" if name else ""))
        thing = thing.parent()
    return " in ".join(names)


def _let_go(*, collect: bool) -> None:
    """Give what is on its way out the chance to be gone: collect, deliver, delete."""
    if collect:
        gc.collect()
        gc.freeze()  # what is still there stays, and is not gone through with the next test
    core = sys.modules.get("PySide6.QtCore")
    application = core.QCoreApplication.instance() if core is not None else None
    if core is not None and application is not None:
        application.processEvents()
        application.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(timeout=0.01)
