"""The plain piece of an expression that stands in every text that it matches."""

from __future__ import annotations

_SHORTEST = 2
# What stands in JSON as it stands in the text.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-:,=!%&~@;'")
_CLASSES = frozenset("dDwWsSbBAZ")


def certain_piece(expression: str) -> str:
    """Return the longest such piece, empty where it takes more than a glance to know one.

    Only what stands outside of groups and classes counts, and nothing where there are
    alternatives, lookarounds, flags or escapes other than classes.
    """
    if "|" in expression or "(?" in expression:
        return ""
    pieces, piece, depth, place = [""], "", 0, 0
    while place < len(expression):
        character = expression[place]
        place += 1
        if character in _PLAIN:
            piece += character if depth == 0 else ""
            continue
        if character in "?*{":
            piece = piece[:-1]  # the character before may not be there
        pieces.append(piece)
        piece = ""
        depth += {"(": 1, ")": -1}.get(character, 0)
        end = _end_of(expression, character, place)
        if end is None:
            return ""
        place = end
    longest = max([*pieces, piece], key=len)
    return longest if len(longest) >= _SHORTEST else ""


def _end_of(expression: str, character: str, place: int) -> int | None:
    """Return where what `character` begins is over; None where that is not plain to see."""
    if character == "\\":
        following = expression[place : place + 1]
        known = following in _CLASSES or not following.isalnum()
        return place + 1 if following and known else None
    if character == "[":
        end = expression.find("]", place + 1)
        inner = expression[place:end]
        return end + 1 if end > 0 and "[" not in inner and "\\" not in inner else None
    if character == "{":
        end = expression.find("}", place)
        return end + 1 if end > 0 else None
    return place
