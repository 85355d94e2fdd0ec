"""A text is found in every line that is shown, on either side, in full."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_gui.diff.folding import Folding
from constellation_gui.diff.lines import Lines, decoded, from_text
from constellation_gui.diff.sheets import PlainSheet, Sheet
from constellation_gui.diff.unified import Mark
from constellation_gui.models import line_finding
from constellation_gui.models.diff_layout import lay_out
from constellation_gui.models.line_finding import find_lines
from constellation_gui.models.sought import Sought
from tests.diff.test_comparison import compare
from tests.diff.texts import related_texts


def by_looking(sheets: list[Sheet], text: str) -> set[int]:
    """The rows that hold a text, found the long way."""
    return {
        row
        for sheet in sheets
        for row in range(len(sheet))
        if sheet.shown(row).line.mark is not Mark.HUNK and text in decoded(sheet.raw(row))
    }


@settings(max_examples=40)
@given(related_texts(), st.sampled_from(["a", "x", "return", "\t", "é"]), st.booleans())
def test_as_by_looking(pair: tuple[bytes, bytes], text: str, sides: bool) -> None:
    layout = lay_out(compare(*pair), Folding(1, rest=True), side_by_side=sides)
    sheets = [sheet for sheet in layout if sheet is not None]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_finding, "_PIECE", 5)
        found = find_lines(sheets, Sought(text, match_case=True))
    assert set(found.rows) == by_looking(sheets, text)


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = PlainSheet(from_text("Needle\n" * 9))
    monkeypatch.setattr(line_finding, "_MOST", 5)
    assert find_lines([sheet], Sought("needle")).cut
    slow = PlainSheet(Lines(b"a" * 40 + b"\n"))
    monkeypatch.setattr(line_finding, "PATIENCE_S", 0.01)
    assert find_lines([slow], Sought(r"(a|aa)+$b", is_expression=True)).too_slow


def test_it_can_be_given_up() -> None:
    def check() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        find_lines([PlainSheet(from_text("a\n"))], Sought("a"), check)
