"""Contents come out byte for byte, in pieces, and their sizes without reading them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from constellation_db import Cancellation, Cancelled, Database
from constellation_db.repositories import contents
from constellation_db.repositories.contents import OutputContents
from tests.builders import id_of, output, project, write

IO = Path("/proc/self/io")


def bytes_read() -> int:
    """Return how much this process asked of files so far."""
    (line,) = (line for line in IO.read_text().splitlines() if line.startswith("rchar:"))
    return int(line.split()[1])


@pytest.fixture
def store(db: Database) -> Database:
    app = project()
    write(
        db.path,
        projects=[app],
        outputs=[
            output(app, id="text", content="é\0漢\r\n" * 9, previous_content="before"),
            output(app, id="null", content=None),
            output(app, id="empty", content="", previous_content=""),
            output(app, id="bytes", content=b"\xff\xfe not UTF-8"),
            output(app, id="number", content=12),
        ],
    )
    return db


@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
def test_contents_are_the_store_s_bytes(
    store: Database, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "_PIECE", piece)
    read = store.outputs.contents
    assert read("text") == OutputContents(("é\0漢\r\n" * 9).encode(), b"before")
    assert read("null") == OutputContents(None, None)
    assert read("empty") == OutputContents(b"", b"")
    assert read("bytes") == OutputContents(b"\xff\xfe not UTF-8", None)
    assert read("number") == OutputContents(b"12", None)
    assert read("nothing") is None
    cut = read("text", limit=3)
    assert cut == OutputContents("é\0".encode(), b"bef")
    assert cut is not None
    assert cut.longest == 72
    pieces = list(store.outputs.pieces("text"))
    assert b"".join(pieces) == ("é\0漢\r\n" * 9).encode()
    assert max(map(len, pieces)) <= piece
    assert [list(store.outputs.pieces(id)) for id in ("null", "empty", "nothing")] == [[], [], []]


def test_sizes_are_bytes(store: Database) -> None:
    ids = ["text", "null", "empty", "bytes", "nothing"]
    assert store.outputs.sizes(ids) == {"text": 72, "empty": 0, "bytes": 12}
    assert store.outputs.sizes([]) == {}


@pytest.mark.skipif(not IO.exists(), reason="counts what Linux counts")
def test_sizes_do_not_read(db: Database) -> None:
    app = project()
    huge = [output(app, content="x" * 4_000_000) for _ in range(5)]
    write(db.path, projects=[app], outputs=huge)
    with Database.open(db.path, read_only=True) as reader:
        before = bytes_read()
        sizes = reader.outputs.sizes([id_of(row) for row in huge])
        assert bytes_read() - before < 500_000
    assert set(sizes.values()) == {4_000_000}


def test_a_cancelled_reading_ends(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    app = project()
    write(db.path, projects=[app], outputs=[output(app, id="long", content="x" * 100_000)])
    monkeypatch.setattr(contents, "_PIECE", 10)
    cancellation = Cancellation()

    def read_on() -> None:
        while True:
            db.outputs.contents("long")

    threading.Timer(0.05, cancellation.cancel).start()
    with db.cancellable(cancellation), pytest.raises(Cancelled):
        read_on()


def test_a_store_for_reading_only_gives_them_too(store: Database, path: Path) -> None:
    store.close()
    with Database.open(path, read_only=True) as reader:
        assert reader.outputs.sizes(["text"]) == {"text": 72}
        found = reader.outputs.contents("text")
        assert found is not None
        assert found.previous_content == b"before"
