"""Lines have the colours of the code that they are part of."""

from __future__ import annotations

import pytest

from constellation_gui.diff.folding import Folding
from constellation_gui.diff.lines import from_text
from constellation_gui.diff.sheets import PlainSheet
from constellation_gui.models.diff_layout import lay_out
from constellation_gui.models.inks import Ink
from constellation_gui.models.line_inks import inks_of, language_of
from tests.diff.test_comparison import compare


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/src/app.py", "python"), ("C:\\src\\App.TSX", "typescript"), ("Makefile", "makefile"),
        ("/x/Dockerfile", "dockerfile"), ("/notes.txt", ""), ("/.py", ""), ("", ""), ("/x/", ""),
    ],
)  # fmt: skip
def test_a_language_by_its_files_names(path: str, language: str) -> None:
    assert language_of(path) == language


def test_what_began_above_goes_on() -> None:
    lines = from_text('x = """\n' + "text\n" * 50 + '"""\ny = 1\n')
    lines.name = "/a.py"
    found = inks_of(PlainSheet(lines), [40, 52])
    assert [run.ink for run in found[40]] == [Ink.STRING]
    assert [run.ink for run in found[52]] == [Ink.NUMBER]


def test_each_side_has_its_own_and_long_lines_none() -> None:
    comparison = compare(b"x = 'a'\n", b"x = 1 # " + b"z" * 5_000 + b"\ny = 1\n")
    comparison.old.name = comparison.new.name = "/a.py"
    sheet = lay_out(comparison, Folding(), side_by_side=False).main
    found = inks_of(sheet, range(len(sheet)))
    assert [run.ink for run in found[1]] == [Ink.STRING]
    assert found[2] == []
    assert [run.ink for run in found[3]] == [Ink.NUMBER]
