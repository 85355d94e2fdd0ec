"""Lines of files as programs leave them: marks, ends, halves and nonsense."""

from __future__ import annotations

import io

import pytest

from constellation_db.importing.lines import Line, dump, lines, load


def read(content: bytes) -> list[Line]:
    return list(lines(io.BytesIO(content), 0))


def test_marks_and_line_ends_do_not_matter() -> None:
    found = read(b'\xef\xbb\xbf{"a":1}\r\n\r\n{"a":2}\n')
    assert [(line.number, line.record) for line in found] == [(1, {"a": 1}), (3, {"a": 2})]
    assert found[-1].end == len(b'\xef\xbb\xbf{"a":1}\r\n\r\n{"a":2}\n')


def test_a_last_line_without_its_end_counts_if_it_is_whole() -> None:
    assert read(b'{"a":1}')[0].record == {"a": 1}
    (unfinished,) = read(b'{"a":1')
    assert unfinished.unfinished
    assert unfinished.record is None


@pytest.mark.parametrize("text", [b"nonsense", b"[1]", b'"text"', b"{" * 3_000, b'{"a":NaN}'])
def test_what_is_no_object_is_a_line_without_one(text: bytes) -> None:
    broken, sound = read(text + b'\n{"a":1}\n')
    assert broken.record is None
    assert not broken.unfinished
    assert sound.record == {"a": 1}


def test_broken_text_is_mended() -> None:
    assert load(b'{"a":"x\xffy"}') == {"a": "x\ufffdy"}
    assert load(b'{"a":"x\\ud800y"}') == {"a": "x?y"}


def test_large_numbers_can_be_written() -> None:
    assert dump({"a": 1 << 80}) == f'{{"a":{1 << 80}}}'
