"""Short texts are compared without libgit2, to the same effect."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from constellation_gui.diff.lines import Lines
from constellation_gui.diff.short import short_changes

TEXTS = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"\n"]), max_size=14).flatmap(
    lambda lines: st.sampled_from([b"".join(lines), b"".join(lines) + b"end"])
)


@given(TEXTS, TEXTS)
def test_changes_turn_one_into_the_other(old: bytes, new: bytes) -> None:
    before, after = Lines(old), Lines(new)
    changes = short_changes(before, after)
    assert changes is not None
    made: list[bytes] = []
    at = 0
    for change in changes:
        made += [before.raw(line) for line in range(at, change.old_start)]
        made += [after.raw(change.new_start + line) for line in range(change.new_count)]
        at = change.old_start + change.old_count
    made += [before.raw(line) for line in range(at, len(before))]
    assert b"".join(made) == new


def test_changes_never_touch() -> None:
    changes = short_changes(Lines(b"a\nb\nc\nd\n"), Lines(b"x\nb\ny\nd\n"))
    assert changes is not None
    assert list(changes) == [(0, 1, 0, 1), (2, 1, 2, 1)]


def test_texts_beyond_the_bound_are_left_to_others() -> None:
    assert short_changes(Lines(b"a\n" * 20_001), Lines(b"b\n")) is None
    old = b"".join(b"%d\n=\n" % number for number in range(300))
    assert short_changes(Lines(old), Lines(old.replace(b"=", b"!").replace(b"0\n", b"\n"))) is None


def test_texts_that_have_nothing_in_common_are_one_change() -> None:
    old = b"".join(b"%d\n" % number for number in range(300))
    changes = short_changes(Lines(old), Lines(old.replace(b"\n", b"!\n")))
    assert changes is not None
    assert list(changes) == [(0, 300, 0, 300)]
