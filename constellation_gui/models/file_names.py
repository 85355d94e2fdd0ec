"""Whether two paths name the same file, where some are written in full and others are not."""

from __future__ import annotations


def names_in(path: str) -> list[str]:
    """Return the names of a path's folders and its own, whichever way they are separated."""
    return [name for name in path.replace("\\", "/").split("/") if name not in ("", ".")]


def is_same_file(one: str, other: str) -> bool:
    """Whether two paths agree from the end, by whole names, as far as the shorter one goes."""
    names, others = names_in(one), names_in(other)
    common = min(len(names), len(others))
    return common > 0 and names[-common:] == others[-common:]
