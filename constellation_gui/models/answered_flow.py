"""A message's parts with what came of its calls: a call and its result fold as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from constellation_gui.models.message_blocks import Block, Cut, Message, ToolCall, ToolResult
from constellation_gui.models.message_flow import (
    NOTHING,
    BlockFlow,
    Fold,
    Inner,
    Kind,
    MessageFlow,
    Part,
)
from constellation_gui.models.message_pairs import Answer, Home
from constellation_gui.models.transcript_mode import Mode


class CallFlow(BlockFlow):
    """The parts of a call, which are followed by those of its result.

    Folded as PREVIEW, a call that edits nothing shows its result without the arguments.
    """

    def __init__(
        self, number: int, call: ToolCall, result: ToolResult, *, cut: bool, thread: str
    ) -> None:
        super().__init__(number, call, cut=cut, thread=thread)
        self._result = result
        self._edits = bool(call.edits)
        if result.failed and not self._edits:  # why is seen without a click
            self.natural = Fold.PREVIEW

    @property
    def foldable(self) -> bool:
        """Whether there is anything to fold away: arguments, or a result."""
        return super().foldable or bool(self._result.text or self._result.images)

    def parts(self, fold: Fold, folded: frozenset[int] | None = None) -> list[Part]:
        """Return the parts of the call alone."""
        hidden = fold is Fold.PREVIEW and not self._edits
        return super().parts(Fold.FOLDED if hidden else fold, folded)


class AnsweredFlow(MessageFlow):
    """All parts of a message; those of results stand with their calls, wherever they are stored.

    The message's blocks end with the results of its calls; `own` is the number of its own ones,
    `source` the message as it is stored.
    """

    def __init__(
        self, message: Message, answers: Sequence[Answer] = (), homes: Mapping[int, Home] = {}
    ) -> None:
        self.source = message
        self.own = len(message.blocks)
        self.homes = homes
        self.answers = {answer.call: answer for answer in answers}
        self._results: dict[int, list[int]] = {}
        blocks: list[Block] = list(message.blocks)
        for answer in answers:
            pieces: list[Block] = [answer.result, *([answer.cut] if answer.cut else [])]
            self._results[answer.call] = list(range(len(blocks), len(blocks) + len(pieces)))
            blocks += pieces
        super().__init__(replace(message, blocks=tuple(blocks)))
        self._elsewhere = _with_cuts(message, homes)
        for call, (result, *_cut) in self._results.items():
            # What came of an edit is seen in it; "done" can be asked for.
            if (
                self.blocks[call].natural is not Fold.FOLDED
                and not self.answers[call].result.failed
            ):
                self.blocks[result].natural = Fold.FOLDED

    def _flow(self, number: int, block: Block, *, cut: bool, thread: str) -> BlockFlow:
        answer = self.answers.get(number)
        if answer is None or not isinstance(block, ToolCall):
            return super()._flow(number, block, cut=cut, thread=thread)
        return CallFlow(number, block, answer.result, cut=cut, thread=thread)

    @property
    def has_open_calls(self) -> bool:
        """Whether there are calls of which no result is known."""
        own = self.message.blocks[: self.own]
        return sum(isinstance(block, ToolCall) for block in own) > len(self.answers)

    @property
    def shown_elsewhere(self) -> bool:
        """Whether nothing is left to show of the message where it stands."""
        return self.own > 0 and len(self._elsewhere) == self.own

    def call_of(self, block: int) -> int | None:
        """Return the call's block that a result's is shown with, None for the message's own."""
        found = (call for call, results in self._results.items() if block in results)
        return next(found, None)

    def answer_in(self, block: int) -> Answer | None:
        """Return the answer that a block shows, None for the message's own blocks."""
        call = self.call_of(block)
        return None if call is None else self.answers[call]

    def parts(
        self, folds: Mapping[int, Fold], inner: Inner = NOTHING, mode: Mode = Mode.EVERYTHING
    ) -> list[Part]:
        """Return the parts to show; none where a message has nothing to show in a mode."""
        numbers = [
            number
            for number in range(self.own)
            if mode.shows(self.message.blocks[number])
            and (number not in self._elsewhere or not mode.pairs)
        ]
        if not numbers and (self.own or mode is not Mode.EVERYTHING):
            return []
        shown = [Part(Kind.HEADING, gap=3)] if self.headed else []
        for number in numbers:
            shown += self._block(number, folds, inner, mode)
        if not self.headed:
            shown[0] = shown[0]._replace(gap=1)
        return [*shown, Part(Kind.END)]

    def _block(
        self, number: int, folds: Mapping[int, Fold], inner: Inner, mode: Mode
    ) -> list[Part]:
        flow = self.blocks[number]
        fold = folds.get(number, flow.natural)
        body = flow.parts(fold, inner.get(number))
        if number not in self._results or not mode.pairs:
            return body
        if fold is Fold.FOLDED and flow.foldable:
            return body
        # A line of its own tells it from the arguments; where there are none, the call's does.
        headed = any(part.kind not in (Kind.CALL, Kind.THREAD) for part in body)
        shown = body
        for result in self._results[number]:
            answer = self.blocks[result]
            its_fold = folds.get(result, answer.natural)
            if its_fold is Fold.FOLDED and not headed:
                its_fold = answer.natural
            parts = answer.parts(its_fold, inner.get(result))
            # Of tens of thousands, the first alone may be its heading.
            shown += parts[1:] if not headed and parts[0].kind is Kind.ANSWER else parts
        return shown


def _with_cuts(message: Message, homes: Mapping[int, Home]) -> frozenset[int]:
    """Return the blocks that are shown with calls, and what says that they are cut."""
    blocks = message.blocks
    cuts = (n + 1 for n in homes if n + 1 < len(blocks) and isinstance(blocks[n + 1], Cut))
    return frozenset(homes) | frozenset(cuts)
