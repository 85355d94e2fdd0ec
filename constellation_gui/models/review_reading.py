"""The files of a review as they are listed: read and arranged in a worker thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from constellation_db import ChangedPath, Database
from constellation_gui.models.path_entries import PathEntry
from constellation_gui.models.path_tree import PathTree
from constellation_gui.models.review_files import Counted, ReviewQuery, read_paths
from constellation_gui.models.review_tally import Tally
from constellation_gui.models.time_span import MOST_INSTANTS, TimeSpan


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; `order` has the files as the tree does.

    `known` says how many of the files were counted when it was begun.
    """

    files: Sequence[ChangedPath]
    times: TimeSpan
    tree: PathTree
    order: list[ChangedPath]
    tally: Tally
    known: int


def read(
    database: Database,
    query: ReviewQuery,
    known: Mapping[ChangedPath, Counted],
    shown: Reading | None,
    *,
    flat: bool,
) -> Reading:
    """Read the files of a query; the very same that are `shown` if nothing is different."""
    with database.snapshot():
        files = read_paths(database, query)
        instants = database.outputs.written(query.scope, limit=MOST_INSTANTS)
    if shown is not None and (files, instants) == (shown.files, shown.times.instants):
        return shown
    return arranged(files, TimeSpan(instants), known, flat=flat)


def arranged(
    files: Sequence[ChangedPath],
    times: TimeSpan,
    known: Mapping[ChangedPath, Counted],
    *,
    flat: bool,
) -> Reading:
    """Arrange files as a tree, or one below the other."""
    entries = (
        PathEntry(each.path, each.type, each.versions, each.last, each.last_id) for each in files
    )
    tree = PathTree(entries, flat=flat)
    by_path = {each.path: each for each in files}
    paths = map(tree.path, range(len(tree)))
    order = [by_path[path] for path in paths if path is not None]
    return Reading(files, times, tree, order, Tally(tree, order, known), len(known))
