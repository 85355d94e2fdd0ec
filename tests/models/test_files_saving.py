"""Files as they stood: all of them in a folder of their own, or none, and nothing outside of it."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from constellation_db import Database, DiskFull
from constellation_gui.models.files_saving import SavedFiles, save_files
from constellation_gui.models.review_files import ReviewQuery, read_paths
from tests.builders import Row, after, output, project, write

APP = project(id="app")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        write(opened.path, projects=[APP])
        yield opened


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def saved(database: Database, into: Path, *rows: Row) -> SavedFiles:
    write(database.path, outputs=rows)
    return save_files(database, read_paths(database, ReviewQuery("app")), into)


def file(path: str, content: str | None, at: int = 0) -> Row:
    return output(APP, path=path, content=content, created_at=after(at))


def test_the_last_version_of_each_file(database: Database, into: Path) -> None:
    rows = file("/src/a.ts", "old\n"), file("/src/a.ts", "söme\n", 61_000), file("b", "b\n")
    found = saved(database, into, *rows)
    assert found == SavedFiles(into / "files 2026-01-31 10-01-01", 2, ())
    assert (found.folder / "src" / "a.ts").read_bytes() == "söme\n".encode()
    assert (found.folder / "b").read_bytes() == b"b\n"
    again = saved(database, into)
    assert again.folder.name == "files 2026-01-31 10-01-01 (2)"
    assert len(list(into.iterdir())) == 2


def test_what_has_no_place_is_left_out(database: Database, into: Path) -> None:
    found = saved(
        database,
        into,
        file("../up.txt", "x"),
        file("/a/.git/hooks/post-checkout", "x"),
        file("/c\nd", "x"),
        file("/none", None),
        file("/q", "x"),
        file("/q/r", "x"),
    )
    assert [path for path, _reason in found.left_out] == [
        "../up.txt", "/a/.git/hooks/post-checkout", "/c\nd", "/none", "/q/r",
    ]  # fmt: skip
    assert [each.relative_to(found.folder) for each in found.folder.rglob("*")] == [Path("q")]
    assert [each.name for each in into.iterdir()] == [found.folder.name]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits to a file's size")
def test_a_full_disk_leaves_nothing(database: Database, into: Path) -> None:
    write(database.path, outputs=[file("/a", "x"), file("/b", "x" * 100_000)])
    files = read_paths(database, ReviewQuery("app"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(DiskFull):
            save_files(database, files, into)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(into.iterdir()) == []
