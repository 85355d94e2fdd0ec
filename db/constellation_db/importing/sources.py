"""The sources that can be imported, by name, and what they find on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from constellation_db.errors import InvalidValue
from constellation_db.importing.claude_code import ClaudeCode
from constellation_db.importing.source import Found, Source

SOURCES: dict[str, Source] = {source.name: source for source in (ClaudeCode(),)}


def find(names: Sequence[str] = (), places: Iterable[Path] = ()) -> list[Found]:
    """Return the session files of sources (none named: of all), in the order to import them.

    Without places each source looks where its program keeps its files. Where several sources could
    own a file, the first record decides. Raises `InvalidValue` for a place that does not exist.
    """
    given = [place.expanduser() for place in places]
    for place in given:
        if not place.exists():
            raise InvalidValue(f"{place} does not exist; name a session file or a folder of them.")
    found: list[Found] = []
    for name in names or SOURCES:
        source = SOURCES[name]
        found += source.find(given or source.places(Path.home()))
    return found
