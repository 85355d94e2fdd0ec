"""The patches of `apply_patch`, applied to what a session knows of a file."""

from __future__ import annotations

import pytest

from constellation_db.importing.file_versions import UnknownContentError, edited
from constellation_db.importing.patches import parse

BEFORE = "def a():\n    return 1\n\ndef b():\n    return 1\n"


def patched(body: str, before: str | None = BEFORE) -> str:
    (patch,) = parse(f"*** Begin Patch\n*** Update File: x.py\n{body}\n*** End Patch\n")
    return patch.applied(before)


def test_a_line_above_says_which_of_two_places_is_meant() -> None:
    assert patched("@@ def b():\n-    return 1\n+    return 2") == BEFORE[:-2] + "2\n"


def test_hunks_follow_each_other() -> None:
    body = (
        "@@\n def a():\n-    return 1\n+    return 2\n@@\n def b():\n-    return 1\n+    return 3"
    )
    assert patched(body) == "def a():\n    return 2\n\ndef b():\n    return 3\n"


def test_lines_are_added_at_the_end_where_nothing_says_where() -> None:
    assert patched("@@\n+# end") == BEFORE + "# end\n"


def test_line_ends_stay_as_they_are() -> None:
    body = "@@\n-a\n+c"
    assert patched(body, "a\r\nb\r\n") == "c\r\nb\r\n"


@pytest.mark.parametrize("before", [None, "something else\n"])
def test_what_is_not_known_is_said(before: str | None) -> None:
    with pytest.raises(UnknownContentError):
        patched("@@\n-    return 1\n+    return 2", before)


def test_every_file_of_a_patch_is_told() -> None:
    text = (
        "apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: a\n+one\n+\n*** Delete File: b\n"
        "*** Update File: c\n*** Move to: d\n@@\n-x\n+y\n*** End Patch\nEOF"
    )
    added, deleted, moved = parse(text)
    assert (added.kind, added.path, added.applied(None)) == ("add", "a", "one\n\n")
    assert (deleted.kind, deleted.path) == ("delete", "b")
    assert (moved.path, moved.moved, moved.applied("x\n")) == ("c", "d", "y\n")


def test_edits_replace_once_or_everywhere() -> None:
    assert edited("aa", [{"old_string": "a", "new_string": "b"}]) == "ba"
    assert edited("aa", [{"oldString": "a", "newString": "b", "replaceAll": True}]) == "bb"
    assert edited(None, [{"old_string": "", "new_string": "new"}]) == "new"
