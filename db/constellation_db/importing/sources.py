"""The sources that can be imported, by name, and what they find on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from constellation_db.errors import AccessDenied, InvalidValue
from constellation_db.importing.claude_code import ClaudeCode
from constellation_db.importing.codex import Codex
from constellation_db.importing.lines import lines
from constellation_db.importing.source import Found, Source

SOURCES: dict[str, Source] = {source.name: source for source in (ClaudeCode(), Codex())}


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
            raise InvalidValue(f"{place} does not exist; name a session file or a folder of them.")
        if place.is_file() and not names and _is_foreign(place):
            raise InvalidValue(f"{place} holds no session of {' or '.join(SOURCES)}.")
    found: list[Found] = []
    for name in names or SOURCES:
        source = SOURCES[name]
        files = source.find(given or source.places(Path.home()))
        found += [file for file in files if not given or names or _owner(file.path) == name]
    return found


def _is_foreign(path: Path) -> bool:
    """Whether a file has lines, and none of them is a source's: a new session has none yet."""
    if _owner(path) is not None:
        return False
    try:
        with path.open("rb") as file:
            return b"\n" in file.read(_LOOKED_AT)
    except OSError as error:
        raise AccessDenied(f"{path} cannot be read ({error.strerror}).", path=path) from error


def _owner(path: Path) -> str | None:
    try:
        return _owner_of(path, min(path.stat().st_size, _LOOKED_AT))
    except OSError:
        return None


@lru_cache(maxsize=1 << 16)
def _owner_of(path: Path, length: int) -> str | None:
    """Return the source whose records a file begins with, None if they are nobody's."""
    with path.open("rb") as file:
        # A first line that is longer is looked at whole.
        for line in lines(BytesIO(file.read(length) + file.readline()), 0):
            for name, source in SOURCES.items():
                if line.record is not None and source.owns(line.record):
                    return name
    return None
