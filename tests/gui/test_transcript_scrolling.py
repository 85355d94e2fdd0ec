"""The real list on a real store: whatever is done, each message is seen once, and none moves."""

from __future__ import annotations

import itertools
import json
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider
from pytestqt.qtbot import QtBot

from constellation_db import Database
from constellation_gui.delegates.message_layout import MessageLayout
from constellation_gui.models.transcript_mode import Mode
from constellation_gui.queries import InlineQueries
from constellation_gui.views.transcript_view import TranscriptView
from tests import builders

KINDS = st.lists(st.sampled_from(["short", "long", "call", "result", "lost"]), max_size=12)
_Action = QAbstractSlider.SliderAction


class Reading(RuleBasedStateMachine):
    """A person reads while a run writes: words of any length, calls, and results of calls."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "store.db"
        self.database = Database.open(path)
        project = builders.project(id="p")
        builders.write(path, projects=[project], agents=[builders.agent(project, id="a")])
        self.view = TranscriptView(InlineQueries(self.database))
        self.view.resize(700, 500)
        self.view.show()
        self.messages = self.view.messages
        self.written = 0
        self.open: list[str] = []

    @initialize(kinds=st.lists(KINDS, min_size=1, max_size=6))
    def begin(self, kinds: list[list[str]]) -> None:
        self.write([kind for each in kinds for kind in each])
        self.view.show_agent("a")

    def write(self, kinds: list[str]) -> None:
        rows = []
        for kind in kinds:
            self.written += 1
            name = f"t{self.written}"
            columns: dict[str, object] = {"role": "user", "content": f"{name}\n"}
            if kind == "long":
                columns["content"] = f"{name} said\n" * 70
            elif kind == "call":
                call = {"id": name, "name": "Bash", "input": {"command": name}}
                columns = {"content": name, "tool_calls": json.dumps([call])}
                self.open.append(name)
            elif kind in ("result", "lost"):
                of = self.open.pop(0) if self.open and kind == "result" else "nobody's"
                failed = self.written % 3 == 0
                result = {"tool_use_id": of, "content": f"of {of}\n" * 9, "is_error": failed}
                columns = {"role": "tool", "content": "", "tool_results": json.dumps([result])}
            rows.append(builders.message("a", **columns))
        builders.write(self.database.path, agent_history=rows)

    def seen(self) -> dict[tuple[int, int, int], int]:
        """Where which piece of which block is, by the message."""
        found = {}
        for placed in self.messages.column.placed:
            part = self.messages.part(placed.row, placed.part)
            if part is not None and part.block >= 0:
                found[self.view.model.sequence(placed.row), part.block, part.start] = placed.y
        return found

    def anchor(self, seen: dict[tuple[int, int, int], int]) -> tuple[int, int, int] | None:
        """What may not move: the row that was gone to, or else what is at the top."""
        row = self.messages.column.stays_at
        place = None if row is None else self.messages.column.place_of(row)
        if row is not None and place is not None and place[0] >= 0:
            sequence = self.view.model.sequence(row)
            return next((piece for piece in seen if piece[0] == sequence), None)
        return next(iter(seen), None)

    # What a person does

    @rule(by=st.integers(-900, 900))
    def wheel(self, by: int) -> None:
        self.messages.scroll(by)

    @rule(key=st.sampled_from([Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Down]))
    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.messages, key)

    @rule(key=st.sampled_from([Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return]))
    def go_far_or_fold(self, key: Qt.Key) -> None:
        QTest.keyClick(self.messages, key)

    @rule(share=st.floats(0, 1))
    def drag(self, share: float) -> None:
        bar = self.messages.verticalScrollBar()
        bar.setSliderPosition(int(share * bar.maximum()))

    @rule(share=st.floats(0, 1))
    def jump(self, share: float) -> None:
        self.messages.go_to_row(int(share * self.view.model.rowCount()))

    @rule(width=st.integers(200, 900), height=st.integers(150, 700))
    def resize(self, width: int, height: int) -> None:
        self.view.resize(width, height)

    @rule(mode=st.sampled_from(Mode))
    def choose(self, mode: Mode) -> None:
        self.view.show_mode(mode)

    # What happens meanwhile

    @rule(kinds=KINDS)
    def follow(self, kinds: list[str]) -> None:
        at_end, before = self.messages.column.at_end, self.seen()
        anchor = self.anchor(before)
        self.write(kinds)
        self.view.refresh()
        if at_end and before:
            assert self.messages.column.at_end
        elif anchor is not None and not self.messages.column.at_end:
            assert self.seen().get(anchor) == before[anchor]

    # What holds at any time

    @invariant()
    def each_message_is_seen_once_and_in_order(self) -> None:
        column = self.messages.column
        for above, below in itertools.pairwise(column.placed):
            assert below.y == above.bottom
            assert (below.row, below.part) > (above.row, above.part)
            skipped = range(above.row + 1, below.row)
            assert not any(self.messages.rows.shows(row) for row in skipped)
        for placed in column.placed:
            assert isinstance(self.messages.rows.layout(placed.row), MessageLayout)

    @invariant()
    def each_result_is_in_one_place(self) -> None:
        """What a call shows of another message is not shown a second time."""
        shown: set[tuple[object, int, int, object]] = set()
        for placed in self.messages.column.placed:
            loaded = self.view.model.loaded(placed.row)
            part = self.messages.part(placed.row, placed.part)
            assert loaded is not None
            assert part is not None
            if part.block >= 0:
                answer = loaded.flow.answer_in(part.block)
                key = loaded.message.key if answer is None else answer.key
                block = part.block if answer is None else answer.block
                piece = (key, block, part.start, part.kind)
                assert piece not in shown
                shown.add(piece)

    def teardown(self) -> None:
        self.view.close()
        self.view.deleteLater()
        self.database.close()
        self.folder.cleanup()


def test_reading_while_a_run_writes(qtbot: QtBot) -> None:
    run_state_machine_as_test(
        Reading, settings=settings(max_examples=15, stateful_step_count=15, deadline=None)
    )
