"""The rows of a conversation as a column shows them: layouts made when needed, folds kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QImage

from constellation_gui import formatting
from constellation_gui.delegates.message_inks import Inks
from constellation_gui.delegates.message_layout import MessageLayout, Placeholder
from constellation_gui.delegates.message_lines import image_of
from constellation_gui.delegates.message_pictures import PictureKey, Pictures
from constellation_gui.delegates.message_style import Style
from constellation_gui.models.inks import Run
from constellation_gui.models.message_flow import Fold, Kind, MessageFlow, Part
from constellation_gui.models.message_pages import Loaded
from constellation_gui.models.threads import Threads
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.models.transcript_model import TranscriptModel
from constellation_gui.wording import tr

# What a message takes before anybody has seen one, in px.
ASSUMED_HEIGHT = 120
_MOST_LAYOUTS = 160
_LONG_GAP = 30 * 60  # seconds, after which a reader wonders what went on


class Extras(NamedTuple):
    """What messages show beside their own text; found when it is seen."""

    pictures: Pictures
    inks: Inks
    threads: Threads


class FoldMode(Enum):
    """How blocks come that nobody has folded by hand."""

    NATURAL = "natural"
    OPEN = "open"
    FOLDED = "folded"


class Folds:
    """Which blocks are folded, by message; kept while an agent is shown."""

    def __init__(self) -> None:
        self.mode = FoldMode.NATURAL
        self._by_hand: dict[int, dict[int, Fold]] = {}
        self._inner: dict[int, dict[int, frozenset[int]]] = {}

    def set_all(self, mode: FoldMode) -> None:
        """Let all blocks come alike; what was folded by hand is forgotten."""
        self.mode = mode
        self.clear()

    def clear(self) -> None:
        """Forget what was folded by hand: another agent's messages come."""
        self._by_hand.clear()
        self._inner.clear()

    def of(self, sequence: int, flow: MessageFlow) -> Mapping[int, Fold]:
        """Return the folds of a message's blocks that are not as they come."""
        by_hand = self._by_hand.get(sequence, {})
        if self.mode is FoldMode.NATURAL:
            return by_hand
        fold = Fold.OPEN if self.mode is FoldMode.OPEN else Fold.FOLDED
        return {block.number: fold for block in flow.blocks if block.foldable} | by_hand

    def set(self, sequence: int, block: int, fold: Fold) -> None:
        """Fold or unfold one block; an unfolded one with all that is in it."""
        self._by_hand.setdefault(sequence, {})[block] = fold
        if fold is Fold.OPEN:
            self._inner.get(sequence, {}).pop(block, None)

    def inner(self, sequence: int) -> Mapping[int, frozenset[int]]:
        """Return what is folded by hand of the JSON in a message's blocks."""
        return self._inner.get(sequence, {})

    def set_inner(self, sequence: int, block: int, folded: frozenset[int]) -> None:
        """Fold so much of a block's JSON."""
        self._inner.setdefault(sequence, {})[block] = folded


class MessageRows:
    """Layouts of a model's rows at one width, the least recently used let go."""

    def __init__(self, model: TranscriptModel, extras: Extras) -> None:
        self._model = model
        self._extras = extras
        self.folds = Folds()
        self.mode = Mode.EVERYTHING
        self.style = Style()
        self.column = 0
        self._layouts: OrderedDict[int, MessageLayout] = OrderedDict()
        self._placeholder = Placeholder(ASSUMED_HEIGHT)

    def count(self) -> int:
        """Return how many rows there are."""
        return self._model.rowCount()

    def layout(self, row: int) -> MessageLayout | Placeholder:
        """Return the layout of a row; a stand-in while its message is not read."""
        sequence = self._model.sequence(row)
        made = self._layouts.get(sequence)
        if made is not None:
            self._layouts.move_to_end(sequence)
            return made
        loaded = self._model.loaded(row)
        if loaded is None:
            return self._placeholder
        folds = self.folds.of(sequence, loaded.flow)
        shown = loaded.flow.parts(folds, self.folds.inner(sequence), self.mode)
        has_threads = any(flow.has_thread for flow in loaded.flow.blocks)
        parts = self._extras.threads.unfolded(shown) if has_threads else shown
        said = self.separator(row)
        if said:
            parts = [Part(Kind.SEPARATOR, said, 0, len(said)), *parts]
        picture = partial(self._picture, sequence, loaded)
        inks = partial(self._inks_of, loaded)
        made = MessageLayout(loaded, parts, self.style, self.column, picture, inks)
        self._layouts[sequence] = made
        if len(self._layouts) > _MOST_LAYOUTS:
            self._layouts.popitem(last=False)
        return made

    def separator(self, row: int) -> str:
        """Return what stands between a row and the one above: a day, or how much time went by.

        Empty where that is not worth a line.
        """
        elapsed = self._model.elapsed(row)
        if elapsed is None:
            return ""
        days = [formatting.day(self._model.key(each).time) for each in (row - 1, row)]
        new_day = [days[1]] if days[0] != days[1] else []
        if elapsed < _LONG_GAP:
            return "".join(new_day)
        later = tr("{duration} later").format(duration=formatting.duration(elapsed))
        return " · ".join([*new_day, later])

    def _picture(self, sequence: int, loaded: Loaded, part: Part) -> QImage | None:
        image = image_of(loaded.message.blocks[part.block], part)
        key = PictureKey(sequence, part.block, part.level)
        return None if image is None else self._extras.pictures.get(key, image)

    def _inks_of(self, loaded: Loaded, part: Part) -> list[Run]:
        block = loaded.message.blocks[part.block] if part.block >= 0 else None
        return self._extras.inks.of(part, block)

    def recolour(self, source: str) -> set[tuple[int, int]]:
        """Set a text anew wherever it is laid out: its inks are known now.

        Returns where it was: (sequence of the message, number of the part).
        """
        return {
            (sequence, number)
            for sequence, layout in self._layouts.items()
            for number in layout.forget_text(source)
        }

    def forget_thread(self, call: str) -> None:
        """Lay the messages out anew in which the thread of a call is."""
        for sequence, layout in list(self._layouts.items()):
            if any(part.target == call for part in layout.parts):
                del self._layouts[sequence]

    def shows(self, row: int) -> bool:
        """Whether there is anything to see of a row, which stands elsewhere otherwise."""
        return len(self.layout(row)) > 0

    def made(self, row: int) -> MessageLayout | None:
        """Return the layout that was made of a row, None if none was or it was let go."""
        return self._layouts.get(self._model.sequence(row))

    def fold_of(self, row: int, loaded: Loaded, block: int) -> Fold:
        """Return how much of a block is seen."""
        flow = loaded.flow
        folds = self.folds.of(self._model.sequence(row), flow)
        return folds.get(block, flow.blocks[block].natural)

    def forget(self, rows: Iterable[int]) -> None:
        """Lay these rows out anew."""
        for row in rows:
            self._layouts.pop(self._model.sequence(row), None)

    def forget_all(self) -> None:
        """Lay everything out anew: the width, the fonts or the folds are others."""
        self._layouts.clear()
