"""What a version is compared with: what it kept, or the version before; and what it copies as."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Cancellation, Cancelled, Database, OutputRow
from constellation_gui.diff.sheets import PlainSheet, UnifiedSheet
from constellation_gui.models.comparing import Examined, examine
from constellation_gui.models.line_copies import as_ranges, patch_of, text_of
from tests.builders import Row, output, project, write

APP = project(id="app")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        yield opened


def looked_at(database: Database, *outputs: Row) -> Examined:
    """Write versions, and examine the last one."""
    write(database.path, projects=[APP], outputs=list(outputs))
    return examine(database, row_of(database, outputs[-1]), Cancellation())


def row_of(database: Database, row: Row) -> OutputRow:
    return next(each for each in database.outputs.page(limit=None) if each.id == row["id"])


def version(**columns: Any) -> Row:
    return output(APP, **columns)


def changed(examined: Examined) -> tuple[int, int]:
    assert examined.comparison is not None
    return examined.comparison.removed, examined.comparison.added


def test_the_version_before_of_the_same_path(database: Database) -> None:
    before = version(content="one\n")
    found = looked_at(
        database, before, version(path="/other", content="x\n"), version(content="two\n")
    )
    assert found.before == row_of(database, before)
    assert (found.kept, found.first, found.skipped) == (False, False, 0)
    assert changed(found) == (1, 1)


def test_what_the_version_kept_comes_first(database: Database) -> None:
    found = looked_at(
        database,
        version(content="a\nb\nc\n"),
        version(content="a\nB\n", previous_content="a\nb\n"),
    )
    assert (found.kept, found.before) == (True, None)
    assert changed(found) == (1, 1)


def test_an_empty_text_that_was_kept_is_a_text(database: Database) -> None:
    found = looked_at(database, version(content="a\n"), version(content="b\n", previous_content=""))
    assert (found.kept, found.first) == (True, False)
    assert changed(found) == (0, 1)


def test_a_first_version_is_all_new(database: Database) -> None:
    found = looked_at(database, version(content="a\nb\n"))
    assert found.first
    assert changed(found) == (0, 2)


def test_versions_without_content_are_passed_over(database: Database) -> None:
    before = version(content="a\n")
    found = looked_at(
        database, before, version(content=None), version(content=None), version(content="b\n")
    )
    assert found.before == row_of(database, before)
    assert found.skipped == 2


def test_a_version_without_content_is_not_compared(database: Database) -> None:
    found = looked_at(database, version(content="a\n"), version(content=None))
    assert found.content is None
    assert found.comparison is None


def test_an_output_without_a_path_has_none_before_it(database: Database) -> None:
    found = looked_at(database, version(path=None, content="a"), version(path=None, content="b"))
    assert found.first


def test_bytes_are_compared_as_they_are(database: Database) -> None:
    found = looked_at(database, version(content=b"caf\xe9\0\n"), version(content=b"caf\xe8\0\n"))
    assert found.content is not None
    assert found.content.raw(0) == b"caf\xe8\0\n"
    assert changed(found) == (1, 1)


def test_a_version_that_is_gone_holds_nothing(database: Database) -> None:
    row = version(content="a\n")
    write(database.path, projects=[APP], outputs=[row])
    gone = row_of(database, row)
    database.outputs.delete(gone.id)
    assert examine(database, gone, Cancellation()).content is None


def test_a_cancelled_comparison_ends(database: Database) -> None:
    row = version(content="a\n")
    write(database.path, projects=[APP], outputs=[row])
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        examine(database, row_of(database, row), cancellation)


def test_lines_are_copied_in_full_and_without_marks(database: Database) -> None:
    long = "x" * 5_000
    found = looked_at(database, version(content="a\nb\n"), version(content=f"a\n{long}\r\n"))
    assert found.comparison is not None
    sheet = UnifiedSheet(found.comparison)
    assert text_of(sheet, as_ranges([(0, len(sheet) - 1)])) == f"a\nb\n{long}\r\n"
    assert found.content is not None
    assert text_of(PlainSheet(found.content), [range(1, 2)]) == f"{long}\r\n"


def test_selected_lines_are_copied_as_a_patch(database: Database) -> None:
    found = looked_at(database, version(content="a\nb\n"), version(content="A\nb\nc\n"))
    assert found.comparison is not None
    sheet = UnifiedSheet(found.comparison)
    (last,) = [row for row in range(len(sheet)) if sheet.shown(row).text == "c"]
    assert patch_of(sheet, [range(last, last + 1)], "/src/app.ts", created=False) == (
        "diff --git a/src/app.ts b/src/app.ts\n"
        "--- a/src/app.ts\n+++ b/src/app.ts\n"
        "@@ -1,2 +1,3 @@\n a\n b\n+c\n"
    )
    assert patch_of(sheet, [range(1)], "/src/app.ts", created=False) == ""


def test_a_version_that_was_chosen_comes_before_all_others(database: Database) -> None:
    first, second, third = (
        version(content="one\n"), version(content="two\n"),
        version(content="three\n", previous_content="kept\n"),
    )  # fmt: skip
    write(database.path, projects=[APP], outputs=[first, second, third])
    rows = [row_of(database, each) for each in (first, second, third)]
    found = examine(database, rows[2], Cancellation(), rows[0])
    assert (found.before, found.kept, found.chosen, found.differs) == (rows[0], False, True, False)
    assert found.comparison is not None
    assert found.comparison.old.data == b"one\n"
    assert examine(database, rows[2], Cancellation()).differs
