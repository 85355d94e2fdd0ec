"""The first process of a person on a display: listens for what later starts were asked for."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import BinaryIO

import platformdirs
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from constellation_db.filelock import lock_file
from constellation_gui.handing_over import (
    ACCEPTED,
    GREETING,
    LONGEST,
    PATIENCE_S,
    REFUSED,
    NoDoorError,
    decode,
    door,
)
from constellation_gui.preferences import APPLICATION

_log = logging.getLogger(__name__)


class Doorkeeper(QObject):
    """Lets later starts in; `asked` gives what each of them was started for.

    Only one process of a person listens at a time. It holds a lock that ends with it, however it
    ends, so that the socket of one that was killed is taken over, and that of one that lives never.
    """

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock: BinaryIO | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)

    def begin(self) -> bool:
        """Listen, unless another process does or there is no private place for it."""
        try:
            where = door()
            self._lock = _locked(where)
        except BlockingIOError:
            _log.info("Another process listens for later starts.")
            return False
        except (NoDoorError, OSError) as reason:
            _log.info("Later starts are on their own: %s", reason)
            return False
        if not self._server.listen(where):
            _log.info("Later starts are on their own: %s", self._server.errorString())
            self.end()
            return False
        return True

    def end(self) -> None:
        """Listen no more."""
        self._server.close()
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.close()

    def _on_knock(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            Caller(caller, self).told.connect(self.asked)


class Caller(QObject):
    """One process that knocked; `told` gives its start, once, if it was understood."""

    told = Signal(object)

    def __init__(self, line: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        line.setParent(self)
        self._line = line
        # More is neither read nor kept.
        line.setReadBufferSize(LONGEST)
        line.readyRead.connect(self._on_words)
        line.disconnected.connect(self.deleteLater)
        # One that knocks and says nothing must not stay for ever.
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda: line.abort())
        patience.start(round(2 * PATIENCE_S * 1000))
        line.write(GREETING)

    def _on_words(self) -> None:
        if not self._line.canReadLine():
            if self._line.bytesAvailable() >= LONGEST:
                self._line.abort()
            return
        try:
            start = decode(bytes(self._line.readLine(LONGEST + 1).data()))
        except (ValueError, RecursionError) as reason:
            _log.warning("A later start was not understood (%s)", type(reason).__qualname__)
            self._line.write(REFUSED)
        else:
            self._line.write(ACCEPTED)
            self.told.emit(start)
        self._line.readyRead.disconnect(self._on_words)
        self._line.disconnectFromServer()


def _locked(where: str) -> BinaryIO:
    """Hold the lock that belongs to a door; raises `BlockingIOError` if another process does."""
    path = Path(where)
    if not path.is_absolute():  # the name of a pipe of Windows is no file's
        path = platformdirs.user_state_path(APPLICATION, appauthor=False) / where
        path.parent.mkdir(parents=True, exist_ok=True)
    return lock_file(path.with_name(f"{path.name}.lock"))
