"""The sources that can be imported, by name, and what they find on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from constellation_db.errors import AccessDenied, InvalidValue
from constellation_db.importing.claude_code import ClaudeCode
from constellation_db.importing.codex import Codex
from constellation_db.importing.documents import first_records
from constellation_db.importing.generic import Messages
from constellation_db.importing.otel import OpenTelemetry
from constellation_db.importing.source import Found, Source
from constellation_db.importing.swe_agent import SweAgent

# A file belongs to the first whose records it holds: the more particular come first.
_ALL = (ClaudeCode(), Codex(), SweAgent(), OpenTelemetry(), Messages())
SOURCES: dict[str, Source] = {source.name: source for source in _ALL}

_LOOKED_AT = 1 << 16  # bytes of a file's beginning


def find(names: Sequence[str] = (), places: Iterable[Path] = ()) -> list[Found]:
    """Return the session files of sources (none named: of all), in the order to import them.

    Without places each source looks where its program keeps its files; in places that are given,
    a file belongs to the source whose records it holds. Raises `InvalidValue` for a place that does
    not exist, and for a file that is no session; `AccessDenied` for one that cannot be read.
    """
    given = [place.expanduser() for place in places]
    for place in given:
        if not place.exists():
            raise InvalidValue(
                "{place} does not exist; name a session file or a folder of them.", place=place
            )
        if place.is_file() and not names and _is_foreign(place):
            raise InvalidValue(
                "{place} holds no session of any of these: {known}.",
                place=place,
                known=", ".join(SOURCES),
            )
    found: list[Found] = []
    for name in names or SOURCES:
        source = SOURCES[name]
        files = source.find(given or source.places(Path.home()))
        found += [file for file in files if _is_wanted(file, given, names)]
    return found


def _is_wanted(file: Found, given: Sequence[Path], names: Sequence[str]) -> bool:
    """Whether a file is the source's own, or was named for it.

    A folder holds JSON texts of all kinds.
    """
    if not given or (names and (file.path in given or not SOURCES[file.source].documents)):
        return True
    return _owner(file.path) == file.source


def _is_foreign(path: Path) -> bool:
    """Whether a file has lines, and none of them is a source's: a new session has none yet."""
    if _owner(path) is not None:
        return False
    try:
        with path.open("rb") as file:
            return b"\n" in file.read(_LOOKED_AT)
    except OSError as error:
        raise AccessDenied(
            "{path} cannot be read ({detail}).", path=path, detail=error.strerror
        ) from error


def _owner(path: Path) -> str | None:
    try:
        return _owner_of(path, min(path.stat().st_size, _LOOKED_AT))
    except OSError:
        return None


@lru_cache(maxsize=1 << 16)
def _owner_of(path: Path, _length: int) -> str | None:
    """Return the source whose records a file begins with, None if they are nobody's."""
    with path.open("rb") as file:
        for record, document in first_records(file):
            for name, source in SOURCES.items():
                if source.documents >= document and source.owns(record):
                    return name
    return None
