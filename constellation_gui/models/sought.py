"""What a person looks for in messages: a text or an expression, and how it is compared."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

import regex

from constellation_db.signs import ANY_MESSAGE, Sign, text_sign
from constellation_gui.models.expression_piece import certain_piece
from constellation_gui.models.message_blocks import Block, Broken, Cut, Message, ToolCall
from constellation_gui.wording import tr

# An expression may take this long for one message; more is more than a person waits for all.
PATIENCE_S = 0.5
_LONGEST_EXPRESSION = 1_000  # characters
_TOO_LARGE = tr("This expression is too large.")
# Repetitions within repetitions are unfolded when an expression is made ready.
_MOST_REPETITIONS = 10_000
_REPETITION = re.compile(r"\{(\d*),?(\d*)\}")


class TooSlowError(Exception):
    """An expression takes too long for one message."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A text, taken literally, or an expression; `problem` says what is wrong with it, if so."""

    text: str
    match_case: bool = False
    whole_word: bool = False
    is_expression: bool = False

    def __bool__(self) -> bool:
        return bool(self.text) and self.problem is None

    @property
    def problem(self) -> str | None:
        """What is wrong with the expression, in a sentence; None if nothing is."""
        return _compiled(self)[1]

    @property
    def pattern(self) -> regex.Pattern[str]:
        """What finds it in a text; only where there is no `problem`."""
        pattern = _compiled(self)[0]
        assert pattern is not None
        return pattern

    @property
    def sign(self) -> Sign:
        """By what the store narrows the messages down."""
        if not self.is_expression:
            sign = text_sign(self.text, match_case=self.match_case)
            return sign.in_doubt() if self.whole_word else sign
        piece = certain_piece(self.text)
        return text_sign(piece).in_doubt() if piece else ANY_MESSAGE

    def stands_in(self, message: Message) -> bool:
        """Whether it stands in what is shown of a message; raises `TooSlowError`.

        Of a message that was cut, what is not here counts: the store says that it is there.
        """
        until = monotonic() + PATIENCE_S
        pattern = self.pattern
        for block in message.blocks:
            if isinstance(block, Cut) and not self.is_expression:
                return True
            for text in searched(block):
                left = until - monotonic()
                try:
                    # Without the interpreter lock: an expression may take its time.
                    if pattern.search(text, timeout=max(left, 0.001), concurrent=True):
                        return True
                except TimeoutError as error:
                    raise TooSlowError from error
        return False


def searched(block: Block) -> tuple[str, ...]:
    """Return what of a block is looked through."""
    if isinstance(block, ToolCall):
        return (block.name, block.argument, block.details)
    if isinstance(block, Cut):
        return ()
    if isinstance(block, Broken):
        return (block.text,)
    return (getattr(block, "text", ""),)


@lru_cache(maxsize=32)
def _compiled(sought: Sought) -> tuple[regex.Pattern[str] | None, str | None]:
    expression = sought.text if sought.is_expression else regex.escape(sought.text)
    large = len(expression) > _LONGEST_EXPRESSION or _repetitions(expression) > _MOST_REPETITIONS
    if sought.is_expression and large:
        return None, _TOO_LARGE
    flags = regex.MULTILINE
    if not sought.match_case:
        flags |= regex.IGNORECASE
    if sought.whole_word:
        expression = rf"(?<!\w)(?:{expression})(?!\w)"
    elif not sought.is_expression and sought.text.isascii():
        flags |= regex.ASCII  # as the store compares: no K of Kelvin for a k
    try:
        pattern = regex.compile(expression, flags)
        empty = pattern.search("", timeout=PATIENCE_S)
    except (regex.error, TimeoutError, OverflowError, RecursionError, MemoryError) as error:
        return None, _sentence(error)
    if empty and sought.text:
        return None, tr("This expression is found in every text, even in an empty one.")
    return pattern, None


def _sentence(error: Exception) -> str:
    if isinstance(error, regex.error):
        problem = f"{error.msg[:1].upper()}{error.msg[1:]}"
        if error.pos is None:
            return f"{problem}."
        return tr("{problem} at character {number}.").format(problem=problem, number=error.pos + 1)
    return _TOO_LARGE


def _repetitions(expression: str) -> int:
    """Return how often a part may be repeated at most, were all repetitions nested."""
    bounds = _REPETITION.findall(expression)
    return math.prod(max(int(each or 1) for each in pair) for pair in bounds)
