"""Patches give the second text when Git applies them to the first, byte for byte."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_gui.diff.patch import can_be_applied, file_name, patch
from constellation_gui.diff.sheets import UnifiedSheet
from constellation_gui.diff.unified import Mark
from tests.diff.test_comparison import compare
from tests.diff.texts import related_texts, texts

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")


def applied(text: bytes, difference: bytes, name: str = "file") -> bytes:
    """Return what `git apply` makes of a file with that text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
        command = ["git", "apply", "--whitespace=nowarn", "--unidiff-zero", "-"]
        if difference:
            subprocess.run(command, cwd=folder, input=difference, check=True, capture_output=True)
        return file.read_bytes()


@settings(max_examples=60)
@given(related_texts())
def test_git_applies_it(pair: tuple[bytes, bytes]) -> None:
    old, new = pair
    assert applied(old, patch(compare(old, new), "file")) == new


@settings(max_examples=25)
@given(texts().filter(bool))
def test_git_creates_the_file(text: bytes) -> None:
    difference = patch(compare(b"", text), "src/new file.py", created=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["git", "apply", "--whitespace=nowarn", "-"], cwd=folder, input=difference, check=True
        )
        assert Path(folder, "src/new file.py").read_bytes() == text


@settings(max_examples=60)
@given(related_texts(), st.randoms(use_true_random=False))
def test_any_choice_of_lines_applies(pair: tuple[bytes, bytes], chance: random.Random) -> None:
    old, new = pair
    comparison = compare(old, new)
    chosen = {
        (line.mark, line.old if line.mark is Mark.REMOVED else line.new)
        for line in UnifiedSheet(comparison).lines
        if line.mark in (Mark.REMOVED, Mark.ADDED) and chance.random() < 0.5
    }
    part = patch(comparison, "file", chosen=lambda mark, number: (mark, number) in chosen)
    result = applied(old, part)
    again = patch(compare(result, new), "file")
    assert applied(result, again) == new


def test_a_chosen_line_alone_is_in_the_patch() -> None:
    comparison = compare(b"a\nb\nc\n", b"x\nb\ny\n")
    part = patch(comparison, "f", chosen=lambda _mark, number: number == 2)
    assert part == (b"diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n b\n-c\n+y\n")


def test_nothing_differs_nothing_is_said() -> None:
    assert patch(compare(b"a\n", b"a\n"), "f") == b""
    assert patch(compare(b"a\n", b"b\n"), "f", chosen=lambda _mark, _number: False) == b""


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/src/app.ts", "src/app.ts"),
        ("src/app.ts", "src/app.ts"),
        ("C:\\work\\app.ts", "work/app.ts"),
        ("src\\app.ts", "src/app.ts"),
        ("/", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_names_are_relative(path: str, name: str) -> None:
    assert file_name(path) == name


@pytest.mark.parametrize(
    "name", ["plain.txt", "with blank.txt", 'a"b.txt', "tab\there", "é漢😀.txt"]
)
def test_awkward_names_apply(name: str) -> None:
    assert applied(b"a\n", patch(compare(b"a\n", b"b\n"), name), name) == b"b\n"


@pytest.fixture
def unified() -> UnifiedSheet:
    old = b"".join(b"line %d\n" % n for n in range(40))
    new = old.replace(b"line 5\n", b"line five\n").replace(b"line 30\n", b"")
    return UnifiedSheet(compare(old, new))


def test_unified_lines_are_git_s(unified: UnifiedSheet) -> None:
    shown = [unified.shown(index) for index in range(len(unified))]
    assert [f"{each.line.mark if each.line.hunk is None else ''}{each.text}" for each in shown] == [
        "@@ -3,7 +3,7 @@  ⋯ 2 unchanged lines",
        " line 2",
        " line 3",
        " line 4",
        "-line 5",
        "+line five",
        " line 6",
        " line 7",
        " line 8",
        "@@ -28,7 +28,6 @@  ⋯ 18 unchanged lines",
        " line 27",
        " line 28",
        " line 29",
        "-line 30",
        " line 31",
        " line 32",
        " line 33",
    ]
    assert list(unified.changes) == [4, 13]


@given(related_texts())
def test_unified_and_rows_agree(pair: tuple[bytes, bytes]) -> None:
    comparison = compare(*pair)
    whole = UnifiedSheet(comparison, None)
    if not comparison.changes:
        assert len(whole) == 0
        return
    lines = [whole.lines[index] for index in range(len(whole))]
    old = [line.old for line in lines if line.mark in (Mark.SAME, Mark.REMOVED)]
    new = [line.new for line in lines if line.mark in (Mark.SAME, Mark.ADDED)]
    assert old == list(range(len(comparison.old)))
    assert new == list(range(len(comparison.new)))
    rows = list(comparison.rows())
    assert {line.old for line in lines if line.mark is Mark.REMOVED} == {
        row.old for row in rows if row.old is not None and row.kind != "same"
    }


@pytest.mark.parametrize("path", ["../a", "a/../../b", "x/.git/hooks/post-commit", ".GIT/config"])
def test_paths_that_git_refuses(path: str) -> None:
    assert not can_be_applied(path)
    assert can_be_applied("a..b/.gitignore")
