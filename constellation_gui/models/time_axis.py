"""The stretch of time that a column of bars shows: zoomed, moved, and pointed at."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

_SHORTEST = 20.0  # ms; nothing in a store is timed more finely than a millisecond


class TimeAxis(QObject):
    """What part of a project's time is in sight; all times are milliseconds since 1970.

    `changed` tells that it is another part, `pointed` that the mouse is at another `pointer`, which
    is None while it is elsewhere.
    """

    changed = Signal()
    pointed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.whole: tuple[float, float] | None = None
        self.shown: tuple[float, float] | None = None
        self.pointer: float | None = None

    @property
    def zoomed(self) -> bool:
        """Whether there is more than is shown."""
        return self.shown != self.whole

    def cover(self, start: float, end: float) -> None:
        """Say from when to when there is something; a part that was chosen stays in sight."""
        zoomed = self.zoomed
        self.whole = (start, max(end, start + _SHORTEST))
        if not zoomed:
            self._show(*self.whole)

    def clear(self) -> None:
        """Have no time at all."""
        self.whole = self.shown = self.pointer = None
        self.changed.emit()

    def show(self, start: float, end: float) -> None:
        """Show a part, in either order, as far as there is something."""
        if self.whole is None:
            return
        first, last = self.whole
        length = min(max(abs(end - start), _SHORTEST), last - first)
        begin = min(max(min(start, end), first), last - length)
        whole = length >= last - first
        self._show(*(self.whole if whole else (begin, begin + length)))

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show `factor` times as much, with the moment `around` (the middle) where it is."""
        if self.shown is None:
            return
        start, end = self.shown
        fixed = (start + end) / 2 if around is None else around
        length = max((end - start) * factor, _SHORTEST)
        begin = fixed - (fixed - start) / (end - start) * length
        self.show(begin, begin + length)

    def move(self, share: float) -> None:
        """Go on by a share of what is shown, back if it is negative."""
        if self.shown is not None and self.whole is not None:
            start, end = self.shown
            step = min(max((end - start) * share, self.whole[0] - start), self.whole[1] - end)
            self.show(start + step, end + step)

    def reset(self) -> None:
        """Show everything."""
        if self.whole is not None:
            self._show(*self.whole)

    def point(self, moment: float | None) -> None:
        """Say at which moment the mouse is."""
        if moment != self.pointer:
            self.pointer = moment
            self.pointed.emit()

    def position(self, moment: float, width: float) -> float:
        """Return where on `width` px a moment is; outside of them what is out of sight."""
        if self.shown is None:
            return 0.0
        start, end = self.shown
        return (moment - start) / (end - start) * width

    def moment(self, position: float, width: float) -> float:
        """Return the moment at a place on `width` px."""
        if self.shown is None or width <= 0:
            return 0.0
        start, end = self.shown
        return start + position / width * (end - start)

    def _show(self, start: float, end: float) -> None:
        if (start, end) != self.shown:
            self.shown = (start, end)
            self.changed.emit()
