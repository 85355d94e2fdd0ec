"""Which old line belongs to which new one, inside a change that has several of both."""

from __future__ import annotations

from collections.abc import Sequence

from constellation_gui.diff.words import LEAST_LIKENESS, bag_of_words, likeness

Place = tuple[int | None, int | None]


def side_by_side(old_count: int, new_count: int) -> list[Place]:
    """Return the places of lines that stand beside each other one by one; None for none."""
    return [
        (row if row < old_count else None, row if row < new_count else None)
        for row in range(max(old_count, new_count))
    ]


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Place]:
    """Return the places of lines in rows, like beside like; every line once, both in order.

    What has nothing alike stands beside each other as it comes. Costs len(old) × len(new).
    """
    places: list[Place] = []
    old_at = new_at = 0
    for i, j in [*_alike(old, new), (len(old), len(new))]:
        between = side_by_side(i - old_at, j - new_at)
        places += [
            (None if a is None else old_at + a, None if b is None else new_at + b)
            for a, b in between
        ]
        if i < len(old):
            places.append((i, j))
        old_at, new_at = i + 1, j + 1
    return places


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs, in order on both sides, that have most in common altogether."""
    old_bags, new_bags = [bag_of_words(line) for line in old], [bag_of_words(line) for line in new]
    shares = [[_share(likeness(a, b)) for b in new_bags] for a in old_bags]
    # best[i][j]: what can be had from the lines from i and from j on.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = best[i + 1][j + 1] + shares[i][j] if shares[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if shares[i][j] and best[i][j] == best[i + 1][j + 1] + shares[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _share(share: float) -> float:
    return share if share >= LEAST_LIKENESS else 0.0
