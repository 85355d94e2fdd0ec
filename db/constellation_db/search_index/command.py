"""`constellation-db index`: says how the search index of a store is, builds it, drops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from constellation_db.database import Database

# Does long work with a progress bar, so that Ctrl+C stops it.
Watched = Callable[[str, Callable[[Any, Any], Any]], Any]


def run(store: Database, what: str, watched: Watched, worded: Callable[[int], str]) -> None:
    """Do what is asked: "status", "build" or "drop"; `worded` says a size."""
    index = store.search_index
    if what == "build":
        found = watched(
            "Indexing", lambda progress, cancel: index.refresh(progress=progress, cancel=cancel)
        )
        click.echo(
            f"Indexed {found.indexed:,} of {found.messages:,} messages in {found.seconds:.1f} s: "
            f"{worded(found.size)} in {found.path}."
        )
        if not index.is_current():
            click.echo("The store is being written: build again when it rests.")
    elif what == "drop":
        path, there = index.path, index.exists
        freed = index.drop()
        click.echo(f"Removed {path}, {worded(freed)}." if there else "There is no search index.")
    else:
        _show(store, worded)


def _show(store: Database, worded: Callable[[int], str]) -> None:
    status = store.search_index.status()
    if not status.exists:
        click.echo(f"{store.path}: no search index; 'constellation-db index build' makes one.")
        return
    state = (
        "damaged, or of another version; 'constellation-db index build' makes it anew"
        if not status.usable
        else f"{status.messages:,} messages, up to date"
        if status.current
        else f"{status.messages:,} messages; the store was written since, and is read as a whole"
    )
    click.echo(f"{store.path}: {state}\n{status.path}: {worded(status.size)}")
