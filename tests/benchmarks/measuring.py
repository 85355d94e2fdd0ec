"""Fair comparison on a noisy machine: alternate the contenders, take medians."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

# One measured run: prepares what it needs, and returns the seconds that only the work took.
Contender = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Duel:
    """What alternating runs of two contenders took, in seconds; `ratio` is ours by theirs."""

    ours: float
    theirs: float
    ratio: float


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes; garbage of earlier runs is not charged to it."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def timed(
    work: Callable[[], object],
    around: Callable[[], AbstractContextManager[Any]] = nullcontext,
) -> Contender:
    """Return a contender that runs `work` inside a fresh `around`, which is not timed."""

    def run() -> float:
        with around():
            return seconds(work)

    return run


def duel(ours: Contender, theirs: Contender, rounds: int) -> Duel:
    """Let two contenders alternate, after one round that only warms up.

    The ratio is the median of the rounds' own ratios: what slows the machine for a while slows both
    runs of a round.
    """
    pairs = []
    for number in range(rounds + 1):
        # Who goes first alternates too, so that neither always finds the other's warm cache.
        if number % 2:
            mine, other = ours(), theirs()
        else:
            other, mine = theirs(), ours()
        if number:
            pairs.append((mine, other))
    return Duel(
        ours=statistics.median(mine for mine, _ in pairs),
        theirs=statistics.median(other for _, other in pairs),
        ratio=statistics.median(mine / other for mine, other in pairs),
    )
