"""Paths as a tree: folders with one folder in them joined, none too large to open."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from constellation_db import Key
from constellation_gui.formatting import exact_count
from constellation_gui.models.file_facts import FileFacts
from constellation_gui.models.outline import TOP, Outline
from constellation_gui.models.path_entries import PATHLESS, PathEntry
from constellation_gui.wording import tr

FOLDER = "folder"
WITHOUT_A_PATH = tr("Without a path")

# A view lays out every row that is open after each change; a folder with more entries than this is
# shown as ranges of its entries.
_MOST_ENTRIES = 1_000
_RANGE = 500
_MOST_LEVELS = 60  # a path with more folders than that was made to be looked at by nobody
_SEPARATORS = ("/", "\\")


@dataclass(frozen=True, slots=True)
class FileNode:
    """A row of the tree: a path, a folder, a range of a folder, or all outputs without a path.

    `key` tells a row from all others, also after paths came and went. A folder sums up what is in
    it: `paths`, `versions` and the `latest` of them. `entry` is None for folders and ranges, and
    `facts` until they are found out.
    """

    key: str
    name: str
    kind: str
    depth: int
    entry: PathEntry | None
    paths: int
    versions: int
    latest: Key
    facts: FileFacts | None = None


@dataclass(slots=True)
class _Folder:
    name: str
    path: str
    separator: str
    folders: dict[str, _Folder] = field(default_factory=dict)
    files: list[_File] = field(default_factory=list)
    entry: None = None

    @property
    def key(self) -> str:
        return f"folder {self.path}"

    def parts(self) -> Sequence[_Part]:
        folders = [_joined(folder) for folder in self.folders.values()]
        folders.sort(key=lambda folder: (folder.name.casefold(), folder.name))
        self.files.sort(key=lambda file: (file.name.casefold(), file.name, file.key))
        return _in_ranges(self.path, [*folders, *self.files])


@dataclass(slots=True)
class _File:
    name: str
    entry: PathEntry

    @property
    def key(self) -> str:
        return PATHLESS if self.entry.path is None else f"path {self.entry.path}"

    def parts(self) -> Sequence[_Part]:
        return ()


@dataclass(slots=True)
class _Range:
    folder: str
    inside: Sequence[_Part]
    first: int | None = None  # its place among all, where the order is not that of names
    entry: None = None

    @property
    def name(self) -> str:
        if self.first is not None:
            last = self.first + len(self.inside)
            return f"{exact_count(self.first + 1)} … {exact_count(last)}"
        return f"{self.inside[0].name} … {self.inside[-1].name}"

    @property
    def key(self) -> str:
        if self.first is not None:
            return f"range {self.first}"
        return f"range {self.folder}{self.inside[0].key}"

    def parts(self) -> Sequence[_Part]:
        return self.inside


_Part = _Folder | _File | _Range


class PathTree(Outline):
    """The rows of the tree in the order shown; `numbers` finds one by its key.

    Kept in columns: a row is made when it is looked at. In a `flat` one there are no folders: every
    path is a row in the order given, without what all of them begin with; too many for one folder
    are too many here, too, and stand in ranges; these go by number if that is no order `by_name`.
    """

    def __init__(
        self, entries: Iterable[PathEntry] = (), *, flat: bool = False, by_name: bool = True
    ) -> None:
        self.flat = flat
        self._keys: list[str] = []
        self._names: list[str] = []
        self._entries: list[PathEntry | None] = []
        self._depths = array("l")
        self.numbers: dict[str, int] = {}
        for part, depth in _flat(entries, by_name) if flat else _parts(entries):
            key = part.key
            self.numbers[key] = len(self._names)
            self._keys.append(key)
            self._names.append(part.name)
            self._entries.append(part.entry)
            self._depths.append(depth)
        super().__init__(self._depths)
        self._latest = [None if entry is None else entry.latest for entry in self._entries]
        self._paths = array("q", (entry is not None for entry in self._entries))
        self._versions = array(
            "q", (0 if entry is None else entry.versions for entry in self._entries)
        )
        for number in range(len(self) - 1, -1, -1):
            self._add_up(number, self.parent(number))

    def _add_up(self, number: int, folder: int) -> None:
        if folder == TOP:
            return
        self._paths[folder] += self._paths[number]
        self._versions[folder] += self._versions[number]
        latest, known = self._latest[number], self._latest[folder]
        if known is None or (latest is not None and latest > known):
            self._latest[folder] = latest

    def node(self, number: int) -> FileNode:
        """Return a row by its number."""
        entry, latest = self._entries[number], self._latest[number]
        assert latest is not None  # a folder is there because of what is in it
        return FileNode(
            self._keys[number],
            self._names[number],
            FOLDER if entry is None else entry.kind,
            self._depths[number],
            entry,
            self._paths[number],
            self._versions[number],
            latest,
        )

    def path(self, number: int) -> str | None:
        """Return the path of a row, None for a folder and for what has no path."""
        entry = self._entries[number]
        return None if entry is None else entry.path

    def key(self, number: int) -> str:
        """Return the key of a row."""
        return self._keys[number]

    def number_of(self, path: str | None) -> int | None:
        """Return the number of a path's row, None if it is not there."""
        return self.numbers.get(PATHLESS if path is None else f"path {path}")


def matching(
    entries: Iterable[PathEntry], text: str, kinds: Collection[str] = ()
) -> list[PathEntry]:
    """Return the entries with `text` in their path, ignoring case, and of one of these kinds.

    All for an empty text, and for no kinds.
    """
    wanted = text.casefold()
    shown_as = WITHOUT_A_PATH.casefold()
    return [
        entry
        for entry in entries
        if (not kinds or entry.kind in kinds)
        and wanted in (shown_as if entry.path is None else entry.path.casefold())
    ]


def _flat(entries: Iterable[PathEntry], by_name: bool) -> Iterator[tuple[_Part, int]]:
    given = list(entries)
    shared = _shared([entry.path for entry in given if entry.path is not None])
    files = [
        _File(WITHOUT_A_PATH if entry.path is None else entry.path[shared:], entry)
        for entry in given
    ]
    for part in _in_ranges("", files, by_name=by_name):
        yield part, 0
        yield from ((inner, 1) for inner in part.parts())


def _shared(paths: Sequence[str]) -> int:
    """Return how many characters all paths begin with, up to the end of a folder."""
    first, last = min(paths, default=""), max(paths, default="")  # all others lie between
    differ = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    common = first[: next(differ, len(first))]
    return 1 + max(common.rfind(separator) for separator in _SEPARATORS)


def _parts(entries: Iterable[PathEntry]) -> Iterator[tuple[_Part, int]]:
    """Yield what makes the rows, in order, and how deep it stands."""
    top, pathless = _folders(entries)
    stack: list[tuple[_Part, int]] = [(part, 0) for part in [*pathless, *reversed(top.parts())]]
    while stack:
        part, depth = stack.pop()
        yield part, depth
        stack += [(inner, depth + 1) for inner in reversed(part.parts())]


def _folders(entries: Iterable[PathEntry]) -> tuple[_Folder, list[_File]]:
    """Return the tree of folders, and what stands behind it."""
    top = _Folder("", "", "")
    pathless = []
    for entry in entries:
        if entry.path is None:
            pathless.append(_File(WITHOUT_A_PATH, entry))
            continue
        *above, name = split(entry.path)
        separator = _separator(entry.path)
        folder = top
        for part in above:
            inner = folder.folders.get(part)
            if inner is None:
                place = f"{folder.path}{part}{separator}"
                inner = folder.folders[part] = _Folder(part, place, separator)
            folder = inner
        folder.files.append(_File(name, entry))
    return top, pathless


def split(path: str) -> list[str]:
    """Return a path's folders and its name; what makes it absolute is the first folder.

    Backslashes separate where there is no slash. The parts joined need not give the path again.
    """
    separator = _separator(path)
    inner = path.lstrip(separator)
    root = path[: len(path) - len(inner)]
    # A slash at the end belongs to the name: there is nothing else to call it by.
    body, end = inner.rstrip(separator), inner[len(inner.rstrip(separator)) :]
    parts = [part for part in body.split(separator) if part]
    if not parts:
        return [path]
    if len(parts) > _MOST_LEVELS:
        parts[_MOST_LEVELS:] = [separator.join(parts[_MOST_LEVELS:])]
    parts[-1] += end
    return [root, *parts] if root else parts


def _separator(path: str) -> str:
    return "\\" if "\\" in path and "/" not in path else "/"


def _joined(folder: _Folder) -> _Folder:
    """Return a folder together with those below it that are all it has."""
    name = folder.name
    inner = folder
    while len(inner.folders) == 1 and not inner.files:
        (below,) = inner.folders.values()
        # What makes a path absolute ends in a separator already.
        name += below.name if name.endswith(_SEPARATORS) else f"{inner.separator}{below.name}"
        inner = below
    if inner is folder:
        return folder
    return _Folder(name, inner.path, inner.separator, inner.folders, inner.files)


def _in_ranges(folder: str, parts: Sequence[_Part], *, by_name: bool = True) -> Sequence[_Part]:
    if len(parts) <= _MOST_ENTRIES:
        return parts
    size = max(_RANGE, -(-len(parts) // _MOST_ENTRIES))
    return [
        _Range(folder, parts[start : start + size], None if by_name else start)
        for start in range(0, len(parts), size)
    ]
