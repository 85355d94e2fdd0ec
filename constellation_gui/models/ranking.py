"""How well a few typed fragments fit a name: begun words first, then pieces, then near misses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

# Scores of one fragment, from best to worst; a near miss scores below every piece.
_BEGINS_NAME, _BEGINS_WORD, _WITHIN = 100.0, 90.0, 75.0
_IN_DETAIL = 0.7  # of what it would score in the name
_NEAR = 0.6  # of how alike they are, in percent
_LEAST_ALIKE = 75.0
_SHORTEST_MISTYPED = 4  # letters; less fits anything

_WORD = re.compile(r"[\W_]+")


def fragments(text: str) -> list[str]:
    """Return the fragments of what was typed: what stands between white space."""
    return text.casefold().split()


def fit(typed: Sequence[str], name: str, detail: str = "") -> float | None:
    """Return how well fragments (see `fragments`) fit a name, 0 to 100, None if one does not.

    Each may stand in the name or, for less, in the `detail`. Nothing typed fits everything.
    """
    folded, beside = name.casefold(), detail.casefold()
    scores = [_score(fragment, folded, beside) for fragment in typed]
    return None if 0.0 in scores else sum(scores) / max(len(scores), 1)


def ranked(
    typed: Sequence[str], candidates: Iterable[T], say: Callable[[T], tuple[str, str]], limit: int
) -> list[tuple[float, T]]:
    """Return the candidates that fit, best first with their scores; `say` gives name and detail.

    Of two that fit alike, the shorter name comes first, then the one that came first; nothing typed
    leaves all in their order.
    """
    if not typed:
        return [(0.0, candidate) for candidate in candidates][:limit]
    found = []
    for candidate in candidates:
        name, detail = say(candidate)
        score = fit(typed, name, detail)
        if score is not None:
            found.append((score, len(name), candidate))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [(score, candidate) for score, _length, candidate in found[:limit]]


def _score(fragment: str, name: str, detail: str) -> float:
    exact = _within(fragment, name) or _within(fragment, detail) * _IN_DETAIL
    if exact or len(fragment) < _SHORTEST_MISTYPED:
        return exact or _abbreviates(fragment, name)
    # Loaded when the first near miss is looked for, not at the start of the application.
    from rapidfuzz import fuzz

    alike = fuzz.partial_ratio(fragment, name, score_cutoff=_LEAST_ALIKE)
    return alike * _NEAR if alike and len(name) >= len(fragment) else _abbreviates(fragment, name)


def _within(fragment: str, text: str) -> float:
    at = text.find(fragment)
    if at < 0:
        return 0.0
    if at == 0:
        return _BEGINS_NAME
    begun = any(word.startswith(fragment) for word in _WORD.split(text))
    return _BEGINS_WORD if begun or _WORD.match(text[at - 1]) else _WITHIN


def _abbreviates(fragment: str, name: str) -> float:
    """Return a score if the letters stand in the name in this order: the denser the better."""
    at = first = -1
    for letter in fragment:
        at = name.find(letter, at + 1)
        if at < 0:
            return 0.0
        first = at if first < 0 else first
    return _LEAST_ALIKE * _NEAR * len(fragment) / (at - first + 1)
