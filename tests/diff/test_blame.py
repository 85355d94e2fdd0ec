"""Each line comes from one version: that which wrote it, of those that are still there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_gui.diff.blame import UNRECORDED, Blamed, Written, blame, groups
from constellation_gui.diff.lines import Lines
from tests.diff.texts import related_texts, texts


@st.composite
def histories(draw: st.DrawFn) -> list[bytes]:
    """Versions of a text, of which each often is the one before with some lines replaced."""
    versions = [draw(texts())]
    for _ in range(draw(st.integers(0, 5))):
        old, new = draw(related_texts())
        lines = versions[-1].split(b"\n")
        at = draw(st.integers(0, len(lines)))
        lines[at : at + draw(st.integers(0, 2))] = draw(st.sampled_from([old, new])).split(b"\n")
        versions.append(b"\n".join(lines))
    return versions


def blamed(*versions: bytes, known: Blamed | None = None) -> Blamed:
    written = (Written(number, text) for number, text in enumerate(versions))
    return list(blame(written, known))[-1]


def origins(*versions: bytes) -> list[int]:
    return list(blamed(*versions).origins)


@given(histories())
def test_the_lines_of_all_groups_are_the_version(versions: list[bytes]) -> None:
    found = blamed(*versions)
    lines = Lines(versions[-1])
    starts = list(groups(found.origins))
    together = [
        b"".join(lines.raw(line) for line in range(start, end))
        for start, end in pairwise([*starts, len(lines)])
    ]
    assert b"".join(together) == versions[-1]
    assert len(found.origins) == len(lines)


@given(histories())
def test_a_line_was_there_since_its_origin(versions: list[bytes]) -> None:
    held = [Lines(text) for text in versions]
    texts_of = [{lines.raw(line) for line in range(len(lines))} for lines in held]
    found = blamed(*versions)
    for line, origin in enumerate(found.origins):
        raw = held[-1].raw(line)
        assert all(raw in texts for texts in texts_of[origin:])


@given(histories(), st.data())
def test_going_on_is_the_same_as_from_the_start(versions: list[bytes], data: st.DataObject) -> None:
    written = [Written(number, text) for number, text in enumerate(versions)]
    whole = list(blame(written))
    at = data.draw(st.integers(0, len(versions) - 1))
    assert list(blame(written[at + 1 :], whole[at])) == whole[at + 1 :]


def test_who_wrote_what() -> None:
    assert origins(b"a\nb\nc\n") == [0, 0, 0]
    assert origins(b"a\nb\nc\n", b"a\nB\nc\nd\n") == [0, 1, 0, 1]
    assert origins(b"a\nb\n", b"b\n", b"x\nb\ny\n") == [2, 0, 2]
    assert origins(b"a\n", b"", b"a\n") == [2]
    assert origins(b"a", b"a\n") == [1]
    assert origins(b"") == []


def test_lines_that_nobody_recorded() -> None:
    history = [Written(UNRECORDED, b"a\nb\n"), Written(0, b"a\nb\nc\n")]
    assert list(list(blame(history))[-1].origins) == [UNRECORDED, UNRECORDED, 0]


def test_groups_begin_where_another_version_does() -> None:
    found = blamed(b"a\nb\nc\n", b"a\nb\nx\ny\nc\n")
    assert list(groups(found.origins)) == [0, 2, 4]


def test_no_more_is_read_than_was_asked_for() -> None:
    read: list[int] = []

    def history() -> object:
        for number in range(10):
            read.append(number)
            yield Written(number, b"x\n" * number)

    steps = blame(history())  # type: ignore[arg-type]
    next(steps)
    next(steps)
    assert read == [0, 1]


def test_it_can_be_stopped() -> None:
    def check() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        list(blame([Written(0, b"a\n")], check=check))
