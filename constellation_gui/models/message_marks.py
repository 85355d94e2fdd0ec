"""Where in a conversation the errors, the user's messages and the matches are, pixel by pixel."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from constellation_db import Key
from constellation_gui.models.finding import Finding
from constellation_gui.models.message_heights import Heights
from constellation_gui.models.message_jumps import FAILURE, USER
from constellation_gui.queries import Runner
from constellation_gui.wording import tr

# What is asked for by hand goes first: content of the messages that are seen.
_PATIENCE_MS = 250
# Between so many rows, heights are taken to be alike: a pixel is more than that in the end.
_ANCHORS = 256


class Mark(StrEnum):
    """What is marked."""

    USER = "user message"
    FAILURE = "error"
    MATCH = "match"


class MessageMarks(QObject):
    """Finds what is to be marked of an agent's messages; `changed` tells that there is more.

    `matches` belong to whoever searches; the others are looked for here, in a quiet moment.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, queries: Runner, matches: Finding, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._agent_id: str | None = None
        self._own = {Mark.USER: Finding(queries, self), Mark.FAILURE: Finding(queries, self)}
        self._findings = {**self._own, Mark.MATCH: matches}
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_PATIENCE_MS)
        self._waiting.timeout.connect(self._begin)
        for finding in self._findings.values():
            finding.grew.connect(self.changed)
        for finding in self._own.values():
            finding.failed.connect(self.failed)

    def show(self, agent_id: str | None) -> None:
        """Look through another agent's messages, soon."""
        self._agent_id = agent_id
        self._waiting.stop()
        for finding in self._own.values():
            finding.stop()
        if agent_id is not None:
            self._waiting.start()
        self.changed.emit()

    def refresh(self, upto: Key) -> None:
        """Messages were written, the last of them at `upto`: look through those that are new."""
        for finding in self._findings.values():
            finding.refresh(upto)

    def keys(self, mark: Mark) -> list[Key]:
        """Return the messages that bear a mark, as far as they are known, oldest first."""
        return self._findings[mark].keys

    def summary(self) -> str:
        """Return how many of each kind there are, for those who do not see the marks."""
        counts = [_counted(mark, len(self.keys(mark))) for mark in Mark if self.keys(mark)]
        return ", ".join(counts) or tr("Nothing is marked")

    def _begin(self) -> None:
        if self._agent_id is not None:
            self._own[Mark.USER].start(self._agent_id, USER)
            self._own[Mark.FAILURE].start(self._agent_id, FAILURE)


class Pixel(NamedTuple):
    """The messages that begin in one pixel: from beyond one key up to another."""

    after: Key | None
    upto: Key


def pixels(heights: Heights, key: Callable[[int], Key], count: int) -> list[Pixel]:
    """Return what begins in each of `count` pixels that stand for a whole conversation."""
    found: list[Pixel] = []
    before: Key | None = None
    last, here = -1, None
    for row in last_rows(heights, count):
        if row != last or here is None:
            last, here = row, key(row)
        found.append(Pixel(before, here))
        before = here
    return found


def last_rows(heights: Heights, count: int) -> list[int]:
    """Return the row that each of `count` equal parts of the height ends in; none without rows."""
    rows, whole = len(heights), heights.total()
    if not rows or whole <= 0:
        return []
    step = max(1, rows // _ANCHORS)
    anchors = [*range(0, rows, step), rows]
    tops = [heights.above(row) for row in anchors[:-1]] + [whole]
    found, at = [], 0
    for number in range(1, count + 1):
        y = number * whole // count - 1
        while tops[at + 1] <= y and at < len(anchors) - 2:
            at += 1
        first, beyond = anchors[at], anchors[at + 1]
        height = max(tops[at + 1] - tops[at], 1)
        row = first + max(y - tops[at], 0) * (beyond - first) // height
        found.append(min(row, beyond - 1))
    return found


def counts(keys: Sequence[Key], where: Sequence[Pixel]) -> list[int]:
    """Return how many of the keys, which are in order, fall into each pixel."""
    ends = [bisect_right(keys, pixel.upto) for pixel in where]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def described(marks: dict[Mark, int]) -> str:
    """Return in words what is marked at a place: `2 errors, 1 user message`."""
    return ", ".join(_counted(mark, count) for mark, count in marks.items() if count)


def _counted(mark: Mark, count: int) -> str:
    if mark is Mark.USER:
        return tr("%n user message(s)", "", count)
    return tr("%n error(s)", "", count) if mark is Mark.FAILURE else tr("%n match(es)", "", count)
