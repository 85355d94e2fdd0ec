"""Lines keep every byte, know their endings, and are cut between characters."""

from __future__ import annotations

import pytest
from hypothesis import given

from constellation_gui.diff import lines as lines_module
from constellation_gui.diff.lines import Lines, decoded, from_text
from tests.diff.texts import texts


@given(texts())
def test_lines_add_up_to_the_text(data: bytes) -> None:
    lines = Lines(data)
    assert b"".join(lines.raw(index) for index in range(len(lines))) == data
    for index in range(len(lines)):
        whole = decoded(lines.raw(index))
        assert lines.text(index) + lines.ending(index) == whole


@given(texts())
def test_steps_do_not_show(data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines_module, "_STEP", 3)
        small_steps = Lines(data)
    whole = Lines(data)
    assert [small_steps.raw(i) for i in range(len(small_steps))] == [
        whole.raw(i) for i in range(len(whole))
    ]


def test_only_a_line_feed_ends_a_line() -> None:
    lines = from_text("one\r\ntwo\rstill two\x0b\u2028\n\nlast")
    assert [lines.text(i) for i in range(len(lines))] == [
        "one",
        "two\rstill two\x0b\u2028",
        "",
        "last",
    ]
    assert [lines.ending(i) for i in range(len(lines))] == ["\r\n", "\n", "\n", ""]
    assert [lines.size(i) for i in range(len(lines))] == [3, 17, 0, 4]


def test_an_empty_text_has_no_line() -> None:
    assert len(from_text("")) == 0


@pytest.mark.parametrize("limit", range(1, 9))
def test_a_cut_never_halves_a_character(limit: int) -> None:
    text = "a😀é漢x"
    cut = from_text(text + "\n").head(0, limit)
    assert text.startswith(cut)
    assert "\ufffd" not in cut
    assert limit - 4 < len(cut.encode()) <= limit


def test_bytes_that_are_no_text_are_shown_and_kept() -> None:
    lines = Lines(b"caf\xe9\nok\n")
    assert lines.text(0) == "caf⟨E9⟩"
    assert lines.raw(0) == b"caf\xe9\n"


def test_cutting_up_can_be_stopped() -> None:
    class StopError(Exception):
        pass

    def check() -> None:
        raise StopError

    with pytest.raises(StopError):
        Lines(b"a\n", check)
