"""Session files as sessions: what belongs together, and what of it was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from time import monotonic

from constellation_db.importing.glance import Glance, glance
from constellation_db.importing.source import Found
from constellation_db.importing.sources import SOURCES, find
from constellation_db.importing.standing import imported
from constellation_db.importing.storing import Position
from constellation_gui.importing.messages import Choice, SessionFound, SourceFound

# Often enough to look alive.
_TELL_EVERY_S = 0.1
_TOLD_TOGETHER = 100  # sessions


@dataclass(frozen=True, slots=True)
class _File:
    """A file, and the session that it belongs to."""

    found: Found
    session: str
    folder: str


class Listing:
    """What was found so far. Each file is looked into once, however often it is found."""

    def __init__(self) -> None:
        self._files: dict[Path, _File] = {}
        self._sessions: dict[str, SessionFound] = {}
        self._inside: dict[str, dict[Path, Found]] = {}  # by session
        self._named: set[str] = set()  # sessions of which the main file was seen
        self._positions: Mapping[str, Position] = {}

    def look(self, places: Iterable[str] = ()) -> Iterator[SourceFound | tuple[SessionFound, ...]]:
        """Look in places, or where programs keep their files, and give what is found, as it comes.

        Of each source its sums first, then its sessions, the newest first. Raises the errors of
        `find`.
        """
        given = [Path(place) for place in places]
        by_source = _by_source(given)
        for name, files in by_source.items():
            source = SOURCES[name]
            where = given or source.places(Path.home())
            size = sum(file.size for file in files)
            places_of = tuple(str(place) for place in where)
            yield SourceFound(name, source.title, places_of, len(files), size)
        for files in by_source.values():
            yield from self._sessions_of(files)

    def compare(self, positions: Mapping[str, Position]) -> Iterator[tuple[SessionFound, ...]]:
        """Say from now on what of sessions is in a store; give those found so far, said anew."""
        self._positions = positions
        for name, session in self._sessions.items():
            known = sum(map(self._imported, self._inside[name].values()))
            self._sessions[name] = replace(session, imported=known)
        yield from self._said(tuple(self._sessions))

    def chosen(self, choice: Choice) -> list[Found]:
        """Return the files of what was chosen, as they are now, in the order to import them.

        One of each session counts as the session's.
        """
        found = find() if choice.usual else []
        for place in map(Path, choice.places):
            if place.exists():
                known = {file.path for file in found}
                found += [file for file in find((), [place]) if file.path not in known]
        sources, folders = set(choice.sources), set(choice.folders)
        sessions = set(choice.sessions)
        counted: set[str] = set()
        chosen = []
        for each in found:
            file = self._file(each)[0]
            folder = (each.source, file.folder)
            if each.source in sources or folder in folders or file.session in sessions:
                first = each.session and file.session not in counted
                counted.update([file.session] if first else [])
                chosen.append(each if first == each.session else replace(each, session=first))
        return chosen

    def _sessions_of(self, files: list[Found]) -> Iterator[tuple[SessionFound, ...]]:
        fresh: dict[str, None] = {}
        told = monotonic()
        for found in reversed(files):
            file, seen, new = self._file(found)
            if new:
                self._join(file, seen)
                fresh[file.session] = None
            if monotonic() - told >= _TELL_EVERY_S:
                ready = [session for session in fresh if session in self._named]
                yield from self._said(ready)
                for session in ready:
                    del fresh[session]
                told = monotonic()
        yield from self._said(fresh)

    def _said(self, names: Iterable[str]) -> Iterator[tuple[SessionFound, ...]]:
        """Give sessions, some at a time: the window has its turn between."""
        waiting = iter(names)
        while some := tuple(islice(waiting, _TOLD_TOGETHER)):
            yield tuple(self._sessions[name] for name in some)

    def _file(self, found: Found) -> tuple[_File, Glance, bool]:
        known = self._files.get(found.path)
        if known is not None:
            return known, Glance(), False
        seen = glance(found, SOURCES[found.source])
        file = _File(found, seen.root or str(found.path), seen.folder)
        if seen.root:  # else it has hardly begun: it is looked at again
            self._files[found.path] = file
        return file, seen, True

    def _join(self, file: _File, seen: Glance) -> None:
        found, name = file.found, file.session
        # One that has hardly begun says nothing of whose it is, and is seen again as it is then.
        before = self._sessions.get(name) if name != str(found.path) else None
        one = SessionFound(
            name,
            found.source,
            seen.folder,
            seen.title,
            str(found.path),
            1,
            found.size,
            age_of(found.path),
            self._imported(found),
        )
        if before is not None:
            # The main file is the one that says what was asked for first.
            main = one if found.session and name not in self._named and seen.title else before
            one = replace(
                main,
                folder=before.folder or one.folder,
                title=before.title or one.title,
                files=before.files + 1,
                size=before.size + found.size,
                changed=max(before.changed, one.changed),
                imported=before.imported + one.imported,
            )
        if found.session and seen.title:
            self._named.add(name)
        self._sessions[name] = one
        if before is None:
            self._inside[name] = {}
        self._inside[name][found.path] = found

    def _imported(self, found: Found) -> int:
        known = self._positions.get(str(found.path.absolute()))
        return imported(found, known, SOURCES[found.source])


def _by_source(places: list[Path]) -> dict[str, list[Found]]:
    """Return what is found, by source; a source in whose places nothing is has an empty list."""
    if places:
        found: dict[str, list[Found]] = {}
        for file in find((), places):
            found.setdefault(file.source, []).append(file)
        return found
    return {name: find([name]) for name in SOURCES}


def age_of(path: Path) -> float:
    """Return when a file was last written, in seconds; 0 for one that has gone meanwhile."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
