"""What of a text is indexed, and what of a term is asked for: no search may find more than this.

The store compares ASCII letters without case, or whole texts case-folded as Unicode says. Whoever
holds a term in either way holds, case-folded, every three characters of the case-folded term.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# SQLite's tokenizer leaves case alone: Python folds, on both sides, by this version of Unicode.
VERSION = f"1 {unicodedata.unidata_version}"

_PIECE = 3  # characters, SQLite's trigram
# More would narrow little, and SQLite takes its time for each.
_MOST_PIECES = 24


def folded(text: str) -> str:
    """Return a text as it is indexed."""
    return text.casefold().replace("\0", "\1")  # SQLite's tokenizer ends at a NUL


def expression(terms: Iterable[str]) -> str | None:
    """Return what FTS5 is asked for messages that hold any of the terms.

    None if one of them is too short to be asked for.
    """
    parts = []
    for term in terms:
        text = folded(term)
        pieces = list(dict.fromkeys(text[i : i + _PIECE] for i in range(len(text) - _PIECE + 1)))
        if not pieces:
            return None
        step = -(-len(pieces) // _MOST_PIECES)
        quoted = ('"' + piece.replace('"', '""') + '"' for piece in pieces[::step])
        parts.append(f"({' AND '.join(quoted)})")
    return " OR ".join(parts)
