"""Which result answers which call: by id, or by order where a writer gives no ids."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from constellation_db import Key, MessageRole
from constellation_db.timestamps import parse as parse_time
from constellation_gui.models.message_blocks import Cut, Message, ToolCall, ToolResult

# Nearly every call is answered within so many messages. The others are looked for by id, not by
# walking through all of a conversation, see `far_pairs`.
FARTHEST = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call.

    `call` is the number of the call's block in its message; `key` and `block` tell where the result
    is stored. `cut` is there where only the beginning of the result is; `elapsed` is in seconds.
    """

    call: int
    key: Key
    block: int
    result: ToolResult
    cut: Cut | None
    elapsed: float | None


@dataclass(frozen=True, slots=True)
class Home:
    """The call that a result is shown with: its message, its block there, and what it says.

    `elapsed` are the seconds from the call to the result.
    """

    key: Key
    block: int
    call: ToolCall
    elapsed: float | None


class Neighbours(Protocol):
    """Gives the messages around one, nearest first, as far as `FARTHEST`."""

    def following(self, key: Key) -> Iterable[Message]:
        """Give the messages after one."""

    def preceding(self, key: Key) -> Iterable[Message]:
        """Give the messages before one, nearest first."""

    def answering(self, key: Key) -> Iterable[Message]:
        """Give the messages farther away that are known to answer one."""

    def calling(self, key: Key) -> Iterable[Message]:
        """Give the messages farther away that one is known to answer."""


class Pairs:
    """Pairs the calls and results of messages with those around them; each is looked at once."""

    def __init__(self, neighbours: Neighbours) -> None:
        self._neighbours = neighbours
        self._answers: dict[Key, tuple[Answer, ...]] = {}

    def answers(self, message: Message) -> tuple[Answer, ...]:
        """Return the results of a message's calls, in the calls' order."""
        known = self._answers.get(message.key)
        if known is None:
            known = self._answers[message.key] = self._find_answers(message)
        return known

    def homes(self, message: Message) -> dict[int, Home]:
        """Return the calls that the results of a message belong to, by the results' blocks."""
        waiting = {number for number, _result in _results(message)}
        homes: dict[int, Home] = {}
        if not waiting:
            return homes
        neighbours = self._neighbours
        near, far = neighbours.preceding(message.key), neighbours.calling(message.key)
        for caller in chain((message,), near, far):
            homes = dict(self._homes_in(caller, message.key)) | homes
            if waiting <= homes.keys():
                break
        return homes

    def _homes_in(self, caller: Message, key: Key) -> Iterator[tuple[int, Home]]:
        """Give the calls of a message whose results are stored in the one at `key`."""
        for number, call in _calls(caller):
            for answer in self.answers(caller):
                if (answer.call, answer.key) == (number, key):
                    yield answer.block, Home(caller.key, number, call, answer.elapsed)

    def _find_answers(self, message: Message) -> tuple[Answer, ...]:
        named = _by_id(message)
        unnamed = [number for number, call in _calls(message) if call.id is None]
        found: list[Answer] = []
        messages = chain((message,), self._neighbours.following(message.key))
        while named or unnamed:
            other = next(messages, None)
            if other is None:
                break
            if other is not message:
                for _number, call in _calls(other):
                    if call.id is None:
                        unnamed = []
                    else:  # of a writer that begins to count again with each turn
                        named.pop(call.id, None)
            results = list(_results(other))
            if not results and other.role == MessageRole.USER:
                unnamed = []
            for number, result in results:
                if result.id is not None:
                    call_number = _next(named, result.id)
                else:
                    call_number = unnamed.pop(0) if unnamed else None
                if call_number is not None:
                    found.append(_answer(message, call_number, other, number, result))
        found += self._far_answers(message, named, {(each.key, each.block) for each in found})
        return tuple(sorted(found, key=lambda answer: answer.call))

    def _far_answers(
        self, message: Message, named: dict[str, list[int]], taken: Container[tuple[Key, int]]
    ) -> Iterator[Answer]:
        """Give the answers farther away to calls by their ids, but for results that are `taken`."""
        for other in self._neighbours.answering(message.key) if named else ():
            for number, result in _results(other):
                if result.id is not None and (other.key, number) not in taken:
                    call = _next(named, result.id)
                    if call is not None:
                        yield _answer(message, call, other, number, result)


def _by_id(message: Message) -> dict[str, list[int]]:
    """Return a message's calls by their ids: some writers give several the same one."""
    found: dict[str, list[int]] = {}
    for number, call in _calls(message):
        if call.id is not None:
            found.setdefault(call.id, []).append(number)
    return found


def _next(named: dict[str, list[int]], name: str) -> int | None:
    """Take the first of the calls of an id, None if there is none left."""
    numbers = named.get(name)
    if not numbers:
        return None
    number = numbers.pop(0)
    if not numbers:
        del named[name]
    return number


def _answer(message: Message, call: int, other: Message, number: int, result: ToolResult) -> Answer:
    follows = other.blocks[number + 1] if number + 1 < len(other.blocks) else None
    cut = follows if isinstance(follows, Cut) else None
    elapsed = None
    asked, answered = parse_time(message.key.time), parse_time(other.key.time)
    if asked is not None and answered is not None and other is not message:
        elapsed = (answered - asked).total_seconds()
    return Answer(call, other.key, number, result, cut, elapsed)


def _calls(message: Message) -> Iterator[tuple[int, ToolCall]]:
    for number, block in enumerate(message.blocks):
        if isinstance(block, ToolCall):
            yield number, block


def _results(message: Message) -> Iterator[tuple[int, ToolResult]]:
    for number, block in enumerate(message.blocks):
        if isinstance(block, ToolResult):
            yield number, block
