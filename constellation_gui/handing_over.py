"""Hands a start to the process that already shows windows: the message, and who may be asked.

Without Qt: a second start has to be over before it would have loaded it. The first process speaks
first, one line; only then does the second say what it was asked for, one line of JSON, and hears in
another whether that was accepted. So one that hangs is never told what it would do much later.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import stat
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from io import BufferedRWPair, RawIOBase
from pathlib import Path
from typing import Any

import platformdirs

from constellation_gui.place import Place
from constellation_gui.startup import SIDES, Start

GREETING = b'{"constellation": 1}\n'
ACCEPTED = b'{"accepted": true}\n'
REFUSED = b'{"accepted": false}\n'
LONGEST = 65_536  # bytes of a message
PATIENCE_S = 1.5  # for the other process, whatever it has to say

_NAME = "constellation-gui"
_SCHEME = "sqlite:///"
_THEMES = ("light", "dark", "system")


class NoDoorError(Exception):
    """There is no private place where processes of one person could meet; the text says why."""


def door(environment: Mapping[str, str] = os.environ) -> str:
    """Return where the first process on this display listens: a socket's path, a pipe's name.

    Raises `NoDoorError`. Nothing is made here but the folder, which is the person's alone.
    """
    screen = (
        environment.get("QT_QPA_PLATFORM")
        or environment.get("WAYLAND_DISPLAY")
        or environment.get("DISPLAY")
        or "screen"
    )
    if sys.platform == "win32":
        return f"{_NAME}-{_short(os.environ.get('USERNAME', ''))}-{_short(screen)}"
    runtime = environment.get("XDG_RUNTIME_DIR")
    state = platformdirs.user_state_path(_NAME, appauthor=False)
    folder = Path(runtime, _NAME) if runtime else state / "running"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError as error:
        raise NoDoorError(f"{folder} cannot be used: {error.strerror}.") from error
    if status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o077:
        raise NoDoorError(f"{folder} is not this person's alone.")
    return str(folder / _short(screen))


def hand_over(start: Start) -> bool:
    """Let the first process do what this one was started for; False if it has to do it itself."""
    answers: list[bool] = []

    def ask() -> None:
        with suppress(OSError, ValueError, NoDoorError):
            answers.append(_ask(door(), encode(start)))

    # A pipe of Windows knows no time-out; the thread ends with the process at the latest.
    asking = threading.Thread(target=ask, name="handing over", daemon=True)
    asking.start()
    asking.join(2 * PATIENCE_S)
    return answers == [True]


def encode(start: Start) -> bytes:
    """Return a start as one line; what it names relative to this process is made absolute."""
    message: dict[str, Any] = asdict(start) | {
        "database": None if start.database is None else _absolute(start.database),
        "place": None if start.place is None else start.place.url(),
    }
    line = json.dumps(message).encode("ascii") + b"\n"
    if len(line) > LONGEST:
        raise ValueError("What was asked for is too long to be handed over.")
    return line


def decode(line: bytes) -> Start:
    """Return the start that a line tells; another version's additions are left out.

    Raises `ValueError` for what is no start.
    """
    told = json.loads(line)
    if not isinstance(told, dict):
        raise ValueError("A start is an object.")
    place, size, theme = told.get("place"), told.get("size"), told.get("theme")
    return Start(
        database=_text(told.get("database")),
        sample=told.get("sample") is True,
        or_sample=told.get("or_sample") is True,
        read_only=told.get("read_only") is True,
        place=None if place is None else Place.parse(_text(place) or ""),
        size=_size(size),
        theme=theme if theme in _THEMES else None,
    )


def _ask(where: str, message: bytes) -> bool:
    if sys.platform == "win32":
        with open(rf"\\.\pipe\{where}", "r+b", buffering=0) as pipe:  # noqa: PTH123
            return _converse(pipe, message)
    with socket.socket(socket.AF_UNIX) as to_first:
        to_first.settimeout(PATIENCE_S)
        to_first.connect(where)
        with to_first.makefile("rwb") as stream:
            return _converse(stream, message)


def _converse(stream: RawIOBase | BufferedRWPair, message: bytes) -> bool:
    if not stream.readline(LONGEST).endswith(b"\n"):
        return False
    stream.write(message)
    stream.flush()
    answer = json.loads(stream.readline(LONGEST))
    return isinstance(answer, dict) and answer.get("accepted") is True


def _absolute(database: str) -> str:
    if database != _SCHEME:
        database = database.removeprefix(_SCHEME)
    if "://" in database:
        return database
    # Links are followed here, where nobody waits at a window: it knows stores by their real path.
    return str(Path(database).expanduser().resolve())


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("A path or an address is text.")
    return value


def _size(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    if isinstance(value, list) and len(value) == 2:
        width, height = value
        if all(type(side) is int and side in SIDES for side in value):
            return width, height
    raise ValueError("A size is two whole numbers, within what a window can have.")


def _short(text: str) -> str:
    # A socket's path may not be longer than some hundred bytes.
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:12]
