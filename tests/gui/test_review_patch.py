"""A patch of many files makes of the files before what they are after when Git applies it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from constellation_db import Database
from constellation_gui.models.review_files import ReviewQuery, read_paths
from constellation_gui.models.review_patch import make_patch, write_patch
from tests.builders import agent, empty_store, project, write
from tests.gui.files_tab import version

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")

# By path: what was there before, None for nothing, and what the coder left there.
FILES: dict[str, tuple[str | None, str]] = {
    "/src/changed.ts": ("one\ntwo\nthree\n", "one\n2\nthree\nfour\n"),
    "/src/new.ts": (None, "new\nlines\n"),
    "/src/new empty": (None, ""),
    "no-newline-before": ("a\nb", "a\nb\n"),
    "no-newline-after": ("a\nb\n", "a\nb"),
    "no-newline-new": (None, "only"),
    "crlf.txt": ("one\r\ntwo\r\n", "one\r\n2\r\nthree\r\n"),
    "mixed.txt": ("one\r\ntwo\nthree\r", "one\ntwo\r\nthree\n"),
    "emptied.txt": ("all\nof\nit\n", ""),
    "filled.txt": ("", "something\n"),
    "päth/漢字 and 😀.txt": ("alt\n", "neu\n"),
    'odd/"name"\twith\\all.txt': ("x\n", "y\n"),
    "C:\\work\\win.txt": ("x\n", "y\n"),
    "binary.bin": ("\0\1\2\n\0", "\0\1\3\n\0\0"),
    "blanks  .txt": ("  x \n\n", " x  \n\n\n"),
}
AS_IN_A_FOLDER = {"C:\\work\\win.txt": "work/win.txt"}


@pytest.fixture
def db(tmp_path: Path) -> Database:
    path = tmp_path / "store.db"
    empty_store(path)
    before = [version(f"{n}-", old, path=name) for n, (name, (old, _)) in enumerate(FILES.items())]
    after = [
        version(f"{n}+", new, path=name, by="coder")
        for n, (name, (_, new)) in enumerate(FILES.items())
    ]
    people = [agent("p", id="root"), agent("p", "root", id="coder")]
    rows = [row for row in before if row["content"] is not None]
    write(path, projects=[project(id="p")], agents=people, outputs=[*rows, *after])
    return Database.open(path)


def name_of(path: str) -> str:
    return AS_IN_A_FOLDER.get(path, path.lstrip("/"))


def test_git_makes_of_the_files_before_what_they_are_after(db: Database, tmp_path: Path) -> None:
    folder, target = tmp_path / "work", tmp_path / "changes.patch"
    for path, (old, _new) in FILES.items():
        file = folder / name_of(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        if old is not None:
            file.write_bytes(old.encode())
    with db:
        written = write_patch(db, read_paths(db, ReviewQuery("p", "coder")), target)
    assert (written.files, written.left_out) == (len(FILES), ())
    # Where nothing above is a repository, Git applies to plain files.
    subprocess.run(
        ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", str(target)],
        cwd=folder,
        env={"GIT_CEILING_DIRECTORIES": str(tmp_path), "PATH": "/usr/bin:/bin:/usr/local/bin"},
        check=True,
    )
    found = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
    assert found == {name_of(path): new.encode() for path, (_, new) in FILES.items()}


def test_what_can_have_no_patch_is_told_and_spoils_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with Database.open(path) as db:
        outputs = [
            version("1", "x\n", path="/a"),
            version("2", "y\n", path="a"),
            version("3", "z\n", path="a/b"),
            version("4", "z\n", path="../up"),
            version("5", "z\n", path=".git/hooks/x"),
            version("6", None, path="unrecorded"),
            version("7", "z\n", path="fine"),
        ]
        write(path, projects=[project(id="p")], agents=[agent("p", id="root")], outputs=outputs)
        parts, left_out = make_patch(db, read_paths(db, ReviewQuery("p")))
    assert dict(left_out) == {
        "../up": "Git accepts no such path",
        ".git/hooks/x": "Git accepts no such path",
        "a": "another file has its place",
        "a/b": "another file has its place",
        "unrecorded": "its content was not recorded",
    }
    assert [part.splitlines()[0] for part in parts] == [
        b"diff --git a/a b/a", b"diff --git a/fine b/fine"
    ]  # fmt: skip


def test_a_file_that_is_as_before_is_not_in_it(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with Database.open(path) as db:
        outputs = [version("1", "x\n", path="a"), version("2", "x\n", path="a", by="coder")]
        people = [agent("p", id="root"), agent("p", "root", id="coder")]
        write(path, projects=[project(id="p")], agents=people, outputs=outputs)
        assert make_patch(db, read_paths(db, ReviewQuery("p", "coder"))) == ([], [])
