"""What a person did last, by the names of actions: a report says how it came to a defect."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable

_LONGEST = 30
_log = logging.getLogger(__name__)


class ActionTrail:
    """The last actions with their times; holds nothing of a store, not even its name."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done: deque[tuple[float, str]] = deque(maxlen=_LONGEST)

    def note(self, action: str) -> None:
        """Note that an action was triggered, or another thing that happened, by its id."""
        self._done.append((self._clock(), action))
        _log.info("%s", action)

    def lines(self) -> list[str]:
        """Return what was done, the last thing last, with the seconds since then."""
        now = self._clock()
        return [f"{now - when:10.1f} s ago  {action}" for when, action in self._done]
