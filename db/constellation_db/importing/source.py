"""What a source of session files is: a place to look, and a reader for each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from constellation_db.importing.batch import Batch
from constellation_db.importing.documents import document, is_document
from constellation_db.importing.lines import Line, lines


@dataclass(frozen=True, slots=True)
class Found:
    """A session file: `size` in bytes, `session` whether it is one's main file."""

    source: str
    path: Path
    size: int
    session: bool


class Shelf(Protocol):
    """What a reader may ask about what was imported before."""

    def project_of(self, agent_id: str) -> str | None:
        """Return the project that an agent belongs to, None if there is no such agent."""

    def content_of(self, project_id: str, path: str) -> str | None:
        """Return the last known version of a file."""

    def config_of(self, agent_id: str) -> dict[str, Any]:
        """Return what is known of an agent's session."""


class Reader(Protocol):
    """Makes rows of a file's records, in order; all it remembers is in `state` (JSON).

    There, `root` is the id of the session's first agent, `own` that of the file's if it is another.
    """

    state: dict[str, Any]

    def take(self, record: dict[str, Any], line: int, batch: Batch) -> str | None:
        """Put what a record says into the batch.

        Returns why it is not kept as what it is, or None; a word in `LEFT_OUT` is no problem.
        """


class Source(Protocol):
    """A program that leaves session files.

    `documents` says that a file may be one JSON text instead of lines.
    """

    name: str
    title: str
    documents: bool

    def places(self, home: Path) -> Sequence[Path]:
        """Return where the program keeps its files."""

    def find(self, places: Iterable[Path]) -> list[Found]:
        """Return the session files in folders, or among files, in the order to import them."""

    def owns(self, record: dict[str, Any]) -> bool:
        """Whether a record is of this source's kind."""

    def grows(self, file: BinaryIO) -> bool:
        """Whether a file only ever grows at its end; others are read anew when they change."""

    def lines(self, file: BinaryIO, number: int) -> Iterator[Line]:
        """Give a file's records from where it stands, after `number` lines.

        Raises `OSError` with a reason where that is impossible.
        """

    def reader(self, found: Found, state: dict[str, Any], shelf: Shelf) -> Reader:
        """Return a reader that goes on where `state` says; {} is the beginning."""


class JsonLines:
    """A source whose files are lines of objects, written one after the other."""

    documents = False

    def grows(self, file: BinaryIO) -> bool:
        """Whether the file only grows; see `Source`."""
        return True

    def lines(self, file: BinaryIO, number: int) -> Iterator[Line]:
        """Give the file's records; see `Source`."""
        return lines(file, number)


class Documents:
    """A source whose files may be lines of objects, or one JSON text, and lie anywhere.

    `endings` are those of their names.
    """

    documents = True
    name: str
    endings: tuple[str, ...] = (".json", ".jsonl")

    def places(self, home: Path) -> Sequence[Path]:
        """Return nothing: no program keeps them in a place of its own."""
        return []

    def find(self, places: Iterable[Path]) -> list[Found]:
        """Return the files by name."""
        paths = sorted(session_files(places, *self.endings))
        return [Found(self.name, path, size_of(path), True) for path in paths]

    def grows(self, file: BinaryIO) -> bool:
        """Whether the file only grows; see `Source`."""
        return not is_document(file)

    def lines(self, file: BinaryIO, number: int) -> Iterator[Line]:
        """Give the file's records; see `Source`."""
        if file.tell() == 0 and is_document(file):
            return document(file)
        return lines(file, number)


LEFT_OUT = "left out on purpose"


def session_files(places: Iterable[Path], *endings: str) -> Iterator[Path]:
    """Give the files in folders whose names end so, and the files among the places, each once."""
    seen = set()
    for place in places:
        inside: Iterable[Path] = [place]
        if place.is_dir():
            inside = (path for ending in endings for path in place.rglob(f"*{ending}"))
        for path in inside:
            if path.is_file() and path not in seen:
                seen.add(path)
                yield path


def size_of(path: Path) -> int:
    """Return a file's size in bytes; nothing of one that has gone meanwhile."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
