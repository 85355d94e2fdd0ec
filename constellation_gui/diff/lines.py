"""A text as its lines, endings kept exactly, without an object for each line."""

from __future__ import annotations

import codecs
from array import array
from collections.abc import Callable
from itertools import accumulate

# Splitting is one step in C that holds the interpreter lock: small steps keep a window alive.
_STEP = 1 << 20

# How `decoded` says that bytes are no UTF-8: each by its number, so that two of them differ.
_BY_NUMBER = "constellation.by-number"


class Lines:
    """The lines of a text in UTF-8; a line ends behind its line feed, the last one maybe without.

    An empty text has no line. A carriage return before the line feed belongs to the ending; alone
    it ends nothing, as for Git. `check` is called now and then while the text is cut up and may
    raise in order to stop it. `name` is what the text is called, for whoever colours it.
    """

    def __init__(self, data: bytes, check: Callable[[], object] = lambda: None) -> None:
        self.data = data
        self.name = ""
        self._ends = array("q")
        for start in range(0, len(data), _STEP):
            check()
            *whole, _rest = data[start : start + _STEP].split(b"\n")
            last = self._ends[-1] if self._ends else 0
            # The first line of this step began where the last one of the step before ended.
            missing = start - last
            lengths = (len(line) + 1 for line in whole)
            ends = array("q", accumulate(lengths, initial=last + missing))
            self._ends.extend(ends[1:])
        if data and (not self._ends or self._ends[-1] < len(data)):
            self._ends.append(len(data))

    def __len__(self) -> int:
        return len(self._ends)

    def start(self, index: int) -> int:
        """Return the offset in bytes at which a line begins."""
        return self._ends[index - 1] if index else 0

    def raw(self, index: int) -> bytes:
        """Return a line with its ending."""
        return self.data[self.start(index) : self._ends[index]]

    def ending(self, index: int) -> str:
        """Return what ends a line: LF, CR LF, or nothing."""
        end = self._ends[index]
        tail = self.data[max(self.start(index), end - 2) : end]
        if tail.endswith(b"\r\n"):
            return "\r\n"
        return "\n" if tail.endswith(b"\n") else ""

    def size(self, index: int) -> int:
        """Return how many bytes a line has, its ending left out."""
        return self._ends[index] - self.start(index) - len(self.ending(index))

    def text(self, index: int) -> str:
        """Return a line without its ending, as `decoded` reads it."""
        start = self.start(index)
        return decoded(self.data[start : start + self.size(index)])

    def head(self, index: int, limit: int) -> str:
        """Return at most the first `limit` bytes of a line, without half a character at the cut."""
        size, start = self.size(index), self.start(index)
        if size <= limit:
            return self.text(index)
        cut = limit
        while cut > limit - 4 and self.data[start + cut] & 0xC0 == 0x80:
            cut -= 1
        return decoded(self.data[start : start + cut])


def decoded(data: bytes) -> str:
    """Return what UTF-8 says; a byte that is none reads as its number: ⟨E9⟩."""
    return data.decode("utf-8", _BY_NUMBER)


def _by_number(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return "".join(f"⟨{byte:02X}⟩" for byte in wrong), error.end


codecs.register_error(_BY_NUMBER, _by_number)


def from_text(text: str) -> Lines:
    """Return the lines of a Python string; a lone surrogate, which UTF-8 lacks, becomes `?`."""
    return Lines(text.encode("utf-8", "replace"))
