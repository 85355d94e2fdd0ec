"""`constellation-db import`: finds, imports, watches, and says what it did."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from constellation_db.cancellation import Cancellation
from constellation_db.database import Database
from constellation_db.errors import InvalidValue
from constellation_db.importing.reasons import UNFINISHED
from constellation_db.importing.running import Summary, import_files
from constellation_db.importing.sources import SOURCES, find

_LOOK_S = 0.5
_MOST_SHOWN = 20  # lines of problems

_Progress = Callable[[int, int], None]
Watched = Callable[[str, Callable[[_Progress, Cancellation], Summary]], Summary]


def show(names: Sequence[str], paths: Sequence[Path]) -> None:
    """Print what can be imported, source by source."""
    found = find(_known(names), paths)
    for name, source in SOURCES.items():
        own = [file for file in found if file.source == name]
        sessions = sum(file.session for file in own)
        size = sum(file.size for file in own) / 1e6
        click.echo(f"{name:<14} {sessions:>6,} sessions {len(own):>7,} files {size:>10,.1f} MB")
        for place in paths or source.places(Path.home()):
            click.echo(f"               {place}")


def run(
    store: str | None,
    names: Sequence[str],
    paths: Sequence[Path],
    *,
    watch: bool,
    watched: Watched,
) -> bool:
    """Import and print a summary; whether all was done that was asked for.

    `watched` does the work where Ctrl+C reaches it.
    """
    known = _known(names)
    found = find(known, paths)
    if not found and not watch:
        click.echo("There is nothing to import: no session files were found.")
        return True
    with Database.open(store) as database:

        def work(progress: _Progress, cancel: Cancellation) -> Summary:
            return import_files(database, found, SOURCES, progress=progress, cancel=cancel)

        summary = watched("Importing", work)
        report(summary)
        if watch and not summary.stopped:
            click.echo("Watching; Ctrl+C ends it.")
            watched("Watching", lambda _bar, cancel: _follow(database, known, paths, cancel))
            return True
    return not summary.stopped


def report(summary: Summary, *, growing: bool = False) -> None:
    """Print what an import did; the unfinished end of a `growing` file is no news."""
    added = summary.added
    given, made, read, written = added.tokens
    click.echo(
        f"Imported {_count(summary.sessions, 'session')}, {_count(added.agents, 'agent')}, "
        f"{_count(added.messages, 'message')}, {_count(added.outputs, 'file version')} and "
        f"{_count(added.events, 'event')} from {_count(summary.files, 'file')} "
        f"({summary.size / 1e6:,.1f} MB)."
    )
    click.echo(
        f"Tokens: {given:,} input, {made:,} output, {read:,} read from the cache, "
        f"{written:,} written to it."
    )
    if added.inherited:
        click.echo(f"Inherited by forked or resumed sessions: {added.inherited:,} (counted once).")
    if summary.left_out:
        click.echo(f"Left out on purpose: {summary.left_out:,} records of progress and snapshots.")
    for reason, count in summary.skipped.most_common():
        if not (growing and reason == UNFINISHED):
            click.echo(f"{count:>7,}  {reason}", err=True)
    for problem in summary.problems[:_MOST_SHOWN]:
        if growing and problem.reason == UNFINISHED:
            continue
        place = f"{problem.path}:{problem.line}" if problem.line else f"{problem.path}"
        click.echo(f"         {place}: {problem.reason}", err=True)
    if summary.stopped:
        click.echo("Stopped. What was imported is whole; the next import goes on from there.")


def _follow(
    database: Database, names: Sequence[str], paths: Sequence[Path], cancel: Cancellation
) -> Summary:
    """Import what is added until cancelled; only files that have grown or are new are opened."""
    sizes: dict[Path, int] = {}
    while True:
        found = find(names, paths)
        grown = [file for file in found if sizes.get(file.path) != file.size]
        sizes = {file.path: file.size for file in found}
        summary = import_files(database, grown, SOURCES, cancel=cancel)
        if summary.files:
            report(summary, growing=True)
        if cancel.cancelled:
            return summary
        time.sleep(_LOOK_S)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def _known(names: Sequence[str]) -> Sequence[str]:
    for name in names:
        if name not in SOURCES:
            raise InvalidValue(
                "There is no {what} {name}; there are {known}.",
                what="source",
                name=name,
                known=", ".join(SOURCES),
            )
    return names
