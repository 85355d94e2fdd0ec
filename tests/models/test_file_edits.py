"""What a call does to files, whichever tool it is of: lines that went, came and stayed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_gui.models.file_edits import Edit, file_edits
from constellation_gui.models.inks import Ink
from constellation_gui.models.tool_calls import tool_call

LINES = st.lists(st.sampled_from(["a", "b", "let x = 1;", "let x = 2;", ""]), max_size=12)


def edit(name: str, **given: Any) -> Edit:
    (found,) = file_edits(name, given)[0]
    return found


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Edit", {"file_path": "/a.ts", "old_string": "one\ntwo", "new_string": "one\nzwei"}),
        ("str_replace_editor", {"path": "/a.ts", "old_str": "one\ntwo", "new_str": "one\nzwei"}),
        ("edit", {"filePath": "/a.ts", "search": "one\ntwo", "replace": "one\nzwei"}),
        ("MultiEdit", {
            "file_path": "/a.ts", "edits": [{"old_string": "one\ntwo", "new_string": "one\nzwei"}],
        }),
        ("apply_patch", {
            "input": "*** Begin Patch\n*** Update File: /a.ts\n@@\n one\n-two\n+zwei\n",
        }),
        ("shell", {"command": [
            "apply_patch", "*** Begin Patch\n*** Update File: /a.ts\n one\n-two\n+zwei\n",
        ]}),
        ("patch", {"diff": "--- a/a.ts\n+++ /a.ts\n@@ -1,2 +1,2 @@\n one\n-two\n+zwei\n"}),
    ],
)  # fmt: skip
def test_dialects_of_an_edit(name: str, given: dict[str, Any]) -> None:
    found = edit(name, **given)
    assert found.path == "/a.ts"
    assert [line for line in found.whole.text.split("\n") if line[0] != "⋯"] == [
        "  one",
        "− two",
        "+ zwei",
    ]
    assert (found.added, found.removed) == (1, 1)


def test_a_write_is_all_new() -> None:
    found = edit("Write", file_path="/a.ts", content="one\r\ntwo\n")
    assert found.whole.text == "+ one\n+ two"
    assert (found.added, found.removed) == (2, 0)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Read", {"file_path": "/a.ts", "content": "one"}),
        ("Bash", {"command": "echo one > /a.ts"}),
        ("Write", {"file_path": "/a.ts", "content": 3}),
        ("Edit", {"file_path": "/a.ts", "old_string": None, "new_string": 1}),
        ("MultiEdit", {"file_path": "/a.ts", "edits": [1, {}]}),
        ("Edit", "just text"),
        ("Edit", None),
        ("Edit", [1]),
    ],
)
def test_what_is_no_edit(name: str, given: Any) -> None:
    assert file_edits(name, given)[0] == ()


def test_a_patch_of_several_files() -> None:
    patch = (
        "*** Begin Patch\n*** Add File: new.py\n+a\n+-- b\n*** Delete File: old.py\n"
        "*** Update File: kept.py\n@@ def f\n-x\n--- y\n+z\n*** End Patch\n"
    )
    new, old, kept = file_edits("apply_patch", patch)[0]
    assert (new.path, new.whole.text) == ("new.py", "+ a\n+ -- b")
    assert (old.path, old.whole.text) == ("old.py", "")
    assert (kept.path, kept.whole.text) == ("kept.py", "⋯ def f\n− x\n− -- y\n+ z")
    assert tool_call({"name": "apply_patch", "input": patch}).argument == "new.py and 2 more"


def test_changed_words_are_marked() -> None:
    given = {"old_string": "say hello now", "new_string": "say goodbye now"}
    text, runs = edit("Edit", file_path="/a", **given).whole
    assert [(text[run.start : run.start + run.length], run.ink) for run in runs] == [
        ("hello", Ink.REMOVED),
        ("goodbye", Ink.ADDED),
    ]


def test_what_is_unchanged_is_left_out_and_counted() -> None:
    old = "\n".join(map(str, range(40)))
    found = edit("Edit", file_path="/a", old_string=old, new_string=old.replace("20", "twenty"))
    assert len(found.whole.text.split("\n")) == 41
    lines = found.brief.text.split("\n")
    assert (lines[0], lines[-1]) == ("⋯ 17 unchanged lines", "⋯ 16 unchanged lines")
    assert len(lines) == 10


def test_arguments_beside_the_edit_are_kept() -> None:
    given = {
        "path": "/a",
        "old_str": "x",
        "new_str": "y",
        "why": "typo",
        "all": False,
        "note": None,
    }
    call = tool_call({"name": "edit", "input": given})
    assert call.others == "why: typo"
    assert "old_str: x" in call.details


def test_what_nobody_reads_as_an_edit_is_shown_as_arguments() -> None:
    given = {"file_path": "/a", "content": "x\n" * 30_000}
    call = tool_call({"name": "Write", "input": given})
    assert call.edits == ()
    assert call.argument == "/a"
    assert call.details.count("x\n") == 29_999


@given(LINES, LINES)
def test_every_line_that_changes_is_there(old: list[str], new: list[str]) -> None:
    before, after = "\n".join(old), "\n".join(new)
    edits = file_edits("Edit", {"path": "/a", "old_string": before, "new_string": after})[0]
    lines = edits[0].whole.text.split("\n") if edits[0].whole.text else []
    gone = [line[2:] for line in lines if line.startswith("− ")]
    come = [line[2:] for line in lines if line.startswith("+ ")]
    stay = [line[2:] for line in lines if line.startswith("  ")]
    assert (len(come), len(gone)) == (edits[0].added, edits[0].removed)
    assert is_within(gone, before.split("\n"))
    assert is_within(come, after.split("\n"))
    assert is_within(stay, before.split("\n"))
    brief = edits[0].brief.text.split("\n") if edits[0].brief.text else []
    shorter = [line for line in brief if not line.startswith("⋯")]
    assert is_within(shorter, lines)
    assert [line for line in shorter if line[:1] in "+−"] == [x for x in lines if x[:1] in "+−"]
    if before != after:
        kept = "\n".join(line[2:] for line in lines if line[0] != "−")
        assert kept == after.removesuffix("\n")


def is_within(some: list[str], all_of_them: list[str]) -> bool:
    rest = iter(all_of_them)
    return all(line in rest for line in some)
