"""Paths as a tree: folders with one folder in them joined, none too large to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from constellation_db import Key
from constellation_gui.models.outline import TOP, Outline
from constellation_gui.models.path_entries import PATHLESS, PathEntry

FOLDER = "folder"
WITHOUT_A_PATH = "Without a path"

# A view lays out every row that is open after each change; a folder with more entries than this is
# shown as ranges of its entries.
_MOST_ENTRIES = 1_000
_RANGE = 500
_MOST_LEVELS = 60  # a path with more folders than that was made to be looked at by nobody
_SEPARATORS = ("/", "\\")


@dataclass(slots=True)
class FileNode:
    """A row of the tree: a path, a folder, a range of a folder, or all outputs without a path.

    `key` tells a row from all others, also after paths came and went. A folder sums up what is in
    it: `paths`, `versions` and the `latest` of them. `entry` is None for folders and ranges.
    """

    key: str
    name: str
    kind: str
    depth: int = 0
    entry: PathEntry | None = None
    paths: int = 0
    versions: int = 0
    latest: Key | None = None


@dataclass(slots=True)
class _Folder:
    name: str
    key: str
    separator: str
    folders: dict[str, _Folder] = field(default_factory=dict)
    files: list[tuple[str, PathEntry]] = field(default_factory=list)

    def node(self) -> FileNode:
        return FileNode(f"folder {self.key}", self.name, FOLDER)

    def parts(self) -> Sequence[_Part]:
        folders = [_joined(folder) for folder in self.folders.values()]
        folders.sort(key=lambda folder: (folder.name.casefold(), folder.name))
        files = [_File(name, entry) for name, entry in self.files]
        files.sort(key=lambda file: (file.name.casefold(), file.name, file.entry.path or ""))
        return _in_ranges(self.key, [*folders, *files])


@dataclass(slots=True)
class _File:
    name: str
    entry: PathEntry

    def node(self) -> FileNode:
        kind = self.entry.kind
        key = PATHLESS if self.entry.path is None else f"path {self.entry.path}"
        return FileNode(
            key, self.name, kind, 0, self.entry, 1, self.entry.versions, self.entry.latest
        )

    def parts(self) -> Sequence[_Part]:
        return ()


@dataclass(slots=True)
class _Range:
    key: str
    inside: Sequence[_Part]

    @property
    def name(self) -> str:
        return f"{self.inside[0].name} … {self.inside[-1].name}"

    def node(self) -> FileNode:
        return FileNode(f"range {self.key}{self.inside[0].name}", self.name, FOLDER)

    def parts(self) -> Sequence[_Part]:
        return self.inside


_Part = _Folder | _File | _Range


class PathTree(Outline):
    """The rows of the tree in the order shown; `numbers` finds one by its key."""

    def __init__(self, entries: Iterable[PathEntry] = ()) -> None:
        self.nodes = list(_rows(entries))
        super().__init__(node.depth for node in self.nodes)
        self.numbers = {node.key: number for number, node in enumerate(self.nodes)}
        self.paths = sum(node.entry is not None and node.kind != PATHLESS for node in self.nodes)
        for number in range(len(self.nodes) - 1, -1, -1):
            self._add_up(number)

    def _add_up(self, number: int) -> None:
        parent = self.parent(number)
        if parent == TOP:
            return
        folder, node = self.nodes[parent], self.nodes[number]
        folder.paths += node.paths
        folder.versions += node.versions
        if folder.latest is None or (node.latest is not None and node.latest > folder.latest):
            folder.latest = node.latest

    def number_of(self, path: str | None) -> int | None:
        """Return the number of a path's row, None if it is not there."""
        return self.numbers.get(PATHLESS if path is None else f"path {path}")


def matching(entries: Iterable[PathEntry], text: str) -> list[PathEntry]:
    """Return the entries with `text` in their path, ignoring case; all for an empty text."""
    wanted = text.casefold()
    shown_as = WITHOUT_A_PATH.casefold()
    return [
        entry
        for entry in entries
        if wanted in (shown_as if entry.path is None else entry.path.casefold())
    ]


def _rows(entries: Iterable[PathEntry]) -> Iterator[FileNode]:
    top, pathless = _folders(entries)
    stack: list[tuple[_Part, int]] = [(part, 0) for part in [*pathless, *reversed(top.parts())]]
    while stack:
        part, depth = stack.pop()
        node = part.node()
        node.depth = depth
        yield node
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
                key = f"{folder.key}{part}{separator}"
                inner = folder.folders[part] = _Folder(part, key, separator)
            folder = inner
        folder.files.append((name, entry))
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
    return _Folder(name, inner.key, inner.separator, inner.folders, inner.files)


def _in_ranges(key: str, parts: Sequence[_Part]) -> Sequence[_Part]:
    if len(parts) <= _MOST_ENTRIES:
        return parts
    size = max(_RANGE, -(-len(parts) // _MOST_ENTRIES))
    return [_Range(key, parts[start : start + size]) for start in range(0, len(parts), size)]
