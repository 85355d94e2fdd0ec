"""By what messages are recognised in the store: a piece of text, a tool's call, a tool's failure.

A sign is broad: what it names may stand in JSON's own words. Whoever asks reads the message and
decides, but for hits that are `sure`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class SignKind(StrEnum):
    """What a message may have about it."""

    ANYTHING = "anything"
    USER = "user"
    CALL = "call"
    FAILURE = "failure"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Sign:
    """By what messages are recognised; `doubted` hits are never sure.

    The case of letters is not looked at in the store, but for what is sure.
    """

    kind: SignKind
    term: str = ""
    match_case: bool = False
    doubted: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether every hit is sure."""
        return self.kind is SignKind.USER

    def in_doubt(self) -> Sign:
        """Return the same sign for one who looks at every message anyway."""
        return replace(self, doubted=True)


ANY_MESSAGE = Sign(SignKind.ANYTHING)
BY_USER = Sign(SignKind.USER)
CALLING = Sign(SignKind.CALL)
FAILING = Sign(SignKind.FAILURE)


def text_sign(term: str, *, match_case: bool = False) -> Sign:
    """Return the sign "holds `term`", in content, calls or results, as text or within JSON."""
    return Sign(SignKind.TEXT, term, match_case)
