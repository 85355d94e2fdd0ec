"""What messages use up and cost: an agent's context as it grows, and a price list."""

from __future__ import annotations

from constellation_db.sample.dialects import Usage

# USD for a million tokens: input, output, read from the cache, written into it. The local model is
# absent: what it costs is unknown, not zero.
PRICES = {
    "claude-opus-4-5": (5.00, 25.00, 0.50, 6.25),
    "claude-sonnet-4-5": (3.00, 15.00, 0.30, 3.75),
    "claude-haiku-4-5": (1.00, 5.00, 0.10, 1.25),
    "gpt-5.1-codex": (1.25, 10.00, 0.125, 1.25),
}

_CHARACTERS_A_TOKEN = 4
_CONTEXT_TOKENS = 150_000
_SUMMARY_TOKENS = 19_000


def tokens(text: str) -> int:
    """Return about how many tokens a text has."""
    return len(text) // _CHARACTERS_A_TOKEN + 1


class Context:
    """The tokens an agent has before it, and the part of them that the cache holds."""

    def __init__(self, instructions: int) -> None:
        self._cached = 0
        self._new = instructions

    def add(self, text: str) -> None:
        """Put a text into the context."""
        self._new += tokens(text)

    def spend(self, said: str) -> Usage:
        """Return what a message that says `said` uses, and add it to the context."""
        usage = Usage(input=4, output=tokens(said) + 150, read=self._cached, written=self._new)
        self._cached += self._new
        self._new = usage.output
        return usage

    def compact(self) -> int | None:
        """Shrink a context that is full to a summary; return how many tokens it had."""
        before = self._cached + self._new
        if before < _CONTEXT_TOKENS:
            return None
        self._cached, self._new = 0, _SUMMARY_TOKENS
        return before


def cost(model: str, usage: Usage) -> float | None:
    """Return what a message cost in USD, None for a model that has no price."""
    prices = PRICES.get(model)
    if prices is None:
        return None
    used = (usage.input, usage.output, usage.read, usage.written)
    amount = sum(count * price for count, price in zip(used, prices, strict=True))
    return round(amount / 1_000_000, 6)


def total(costs: list[float | None]) -> float | None:
    """Return the sum of the known costs, None if there are some and none is known."""
    known = [amount for amount in costs if amount is not None]
    return round(sum(known, 0.0), 6) if known or not costs else None
