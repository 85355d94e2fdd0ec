"""Rows hold every line of both texts, in order, each once."""

from __future__ import annotations

import pytest
from hypothesis import given

from constellation_gui.diff.changes import Change, find_changes
from constellation_gui.diff.comparison import Comparison, Kind, Row
from constellation_gui.diff.lines import Lines
from tests.diff.texts import related_texts


def compare(old: bytes, new: bytes) -> Comparison:
    return Comparison(Lines(old), Lines(new), find_changes(old, new))


@given(related_texts())
def test_rows_reconstruct_both_texts(pair: tuple[bytes, bytes]) -> None:
    comparison = compare(*pair)
    rows = list(comparison.rows())
    assert len(rows) == len(comparison)
    old = [row.old for row in rows if row.old is not None]
    new = [row.new for row in rows if row.new is not None]
    assert b"".join(comparison.old.raw(index) for index in old) == pair[0]
    assert b"".join(comparison.new.raw(index) for index in new) == pair[1]


@given(related_texts())
def test_kinds_mean_what_they_say(pair: tuple[bytes, bytes]) -> None:
    comparison = compare(*pair)
    for row in comparison.rows():
        match row.kind:
            case Kind.SAME:
                assert comparison.old.raw(row.old) == comparison.new.raw(row.new)
            case Kind.CHANGED:
                assert row.old is not None
                assert row.new is not None
            case Kind.REMOVED:
                assert row.new is None
            case Kind.ADDED:
                assert row.old is None


@given(related_texts())
def test_totals_are_the_rows(pair: tuple[bytes, bytes]) -> None:
    comparison = compare(*pair)
    differing = [row for row in comparison.rows() if row.kind is not Kind.SAME]
    assert comparison.removed == sum(row.old is not None for row in differing)
    assert comparison.added == sum(row.new is not None for row in differing)


@given(related_texts())
def test_lines_know_what_stands_beside_them(pair: tuple[bytes, bytes]) -> None:
    comparison = compare(*pair)
    beside = {(row.old, row.new) for row in comparison.rows()}
    for number, change in enumerate(comparison.changes):
        for old in range(change.old_start, change.old_start + change.old_count):
            assert (old, comparison.beside_old(number, old)) in beside
        for new in range(change.new_start, change.new_start + change.new_count):
            assert (comparison.beside_new(number, new), new) in beside


def test_like_stands_beside_like() -> None:
    old = b"begin\ntotal = price * count\nend\n"
    new = b"begin\n# with tax\n\ntotal = price * count * tax\nend\n"
    assert list(compare(old, new).rows()) == [
        Row(Kind.SAME, 0, 0),
        Row(Kind.ADDED, None, 1),
        Row(Kind.ADDED, None, 2),
        Row(Kind.CHANGED, 1, 3),
        Row(Kind.SAME, 2, 4),
    ]


def test_changes_name_lines_from_zero() -> None:
    def found(old: bytes, new: bytes) -> list[Change]:
        return list(find_changes(old, new))

    assert found(b"a\nb\nc\n", b"a\nx\nc\nd\n") == [Change(1, 1, 1, 1), Change(3, 0, 3, 1)]
    assert found(b"", b"a\n") == [Change(0, 0, 0, 1)]
    assert found(b"a\n", b"") == [Change(0, 1, 0, 0)]
    assert found(b"a", b"a") == []
    assert found(b"a\x00b\n", b"a\x00c\n") == [Change(0, 1, 0, 1)]


def test_there_is_no_row_beyond_the_last() -> None:
    comparison = compare(b"a\n", b"a\n")
    with pytest.raises(IndexError):
        comparison.row(1)
    with pytest.raises(IndexError):
        comparison.row(-1)
