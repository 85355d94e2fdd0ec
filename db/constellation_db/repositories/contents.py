"""Contents of outputs as bytes, in pieces: a text of 50 MB must not stop the world on its way.

Fetched as a value, a text is copied and decoded in one step under the interpreter lock.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from constellation_db.schema import outputs as table
from constellation_db.schema import sequence
from constellation_db.session import Session

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class OutputContents:
    """What a version of an output holds, in the store's own bytes (UTF-8); None stands for NULL.

    `longest` is how many bytes the longer one of them has, however much of it was read.
    """

    content: bytes | None
    previous_content: bytes | None
    longest: int = field(default=0, compare=False)


def read(session: Session, id: str, limit: int | None = None) -> OutputContents | None:
    """Return the contents of an output as of one instant, None if there is no such output.

    With a `limit`, at most so many bytes of each.
    """
    with session.snapshot():
        for _id, place, *stored in _places(session, [id]):
            names = ("content", "previous_content")
            read = [
                _read(session, name, place, limit) if there else (None, 0)
                for name, there in zip(names, stored, strict=True)
            ]
            (content, length), (previous, previous_length) = read
            return OutputContents(content, previous, max(length, previous_length))
    return None


def pieces(session: Session, id: str) -> Generator[bytes, None, None]:
    """Give the content of an output, a megabyte at a time, as of one instant."""
    with session.snapshot():
        for _id, place, content, _previous in _places(session, [id]):
            if content:
                yield from _pieces(session, "content", place)


def sizes(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """Return how many bytes of content outputs have, by id; those without any are left out."""
    found = {}
    with session.snapshot():
        for id, place, content, _previous in _places(session, ids):
            if content:
                with session.blob(table.name, "content", place) as blob:
                    found[str(id)] = len(blob)
    return found


def _places(session: Session, ids: Sequence[str]) -> Sequence[Any]:
    """Return (id, sequence, whether there is content, whether previous content) of outputs."""
    with session.reading() as connection:
        return connection.execute(_PLACES, {"ids": list(ids)}).all()


def _statement() -> Select[Any]:
    # `typeof` is content with a row's header; IS NULL would read the text that it asks about.
    columns = (table.c.content, table.c.previous_content)
    return select(
        table.c.id,
        sequence(table),
        *(func.typeof(column) != "null" for column in columns),
    ).where(table.c.id.in_(bindparam("ids", expanding=True)))


_PLACES = _statement()


def _read(session: Session, column: str, place: int, limit: int | None) -> tuple[bytes, int]:
    with session.blob(table.name, column, place) as blob:
        return b"".join(_parts(session, blob, limit)), len(blob)


def _pieces(session: Session, column: str, place: int) -> Iterator[bytes]:
    with session.blob(table.name, column, place) as blob:
        yield from _parts(session, blob)


def _parts(session: Session, blob: Any, limit: int | None = None) -> Iterator[bytes]:
    length = len(blob) if limit is None else min(len(blob), limit)
    for start in range(0, length, _PIECE):
        with session.reading():  # where a cancellation is heard
            piece = blob.read(min(_PIECE, length - start))
        yield piece
