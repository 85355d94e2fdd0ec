"""constellation-db: look after a store from the command line.

The data layer is imported by the commands, not by the module: `--help` answers at once.
"""

from __future__ import annotations

import dataclasses
import json
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from constellation_db import BackupResult, Cancellation, Database, DatabaseStats

T = TypeVar("T")
_Command = TypeVar("_Command", bound=Callable[..., Any])
# The progress of long work: (done, total) in any unit.
_Progress = Callable[[int, int], None]

_DATABASE_HELP = "The store: a path or a sqlite:/// address.  [default: the platform's own]"


class _Commands(click.Group):
    """A group that says what is wrong with a store in one sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        from constellation_db.errors import ConstellationError

        try:
            return super().invoke(ctx)
        except ConstellationError as error:
            click.echo(f"constellation-db: {error}", err=True)
            ctx.exit(1)


def _with_database(command: _Command) -> _Command:
    def use(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
        return value if value is not None else ctx.obj

    option = click.option(
        "-d", "--database", metavar="PATH", default=None, callback=use, help=_DATABASE_HELP
    )
    return option(command)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-d", "--database", metavar="PATH", default=None, help=_DATABASE_HELP)
@click.version_option(package_name="constellation-gui", prog_name="constellation-db")
@click.pass_context
def main(ctx: click.Context, database: str | None) -> None:
    """Look after the store in which Constellation keeps agent runs.

    Exits with 0 when done, 1 when the store or the system refused, 2 on wrong usage.
    """
    ctx.obj = database


@main.command()
@_with_database
def status(database: str | None) -> None:
    """Show which migrations the store has."""
    with _reading(database) as store:
        found = store.migration_status()
    click.echo(f"{store.path}: {len(found.applied)} of {found.total} migrations applied")
    marks = (("applied", found.applied), ("pending", found.pending), ("unknown", found.unknown))
    for word, names in marks:
        for name in names:
            click.echo(f"  {word}  {name}")
    if found.unknown:
        click.echo("A newer version migrated this store: here it can be read, not written.")
    elif found.pending:
        click.echo("'constellation-db migrate' applies what is pending.")


@main.command()
@_with_database
@click.option(
    "--no-time-limit",
    is_flag=True,
    help="Build each index however long it takes; other programs that write wait meanwhile.",
)
def migrate(database: str | None, *, no_time_limit: bool) -> None:
    """Apply pending migrations; makes a new store where there is none.

    A store that holds data is copied first, verified, to a file beside it.
    """
    from constellation_db.database import INDEX_TIME_LIMIT_S, Database
    from constellation_db.opening import store_path

    path = store_path(database)
    if not path.exists() or path.stat().st_size == 0:
        with Database.open(database) as store:
            click.echo(f"Made {store.path}.")
        return
    limit = None if no_time_limit else INDEX_TIME_LIMIT_S
    with Database.open(path, migrate=False) as store:
        applied = _watched(
            "Migrating",
            lambda progress, cancel: store.migrate(
                progress=progress, cancel=cancel, time_limit=limit
            ),
        )
    for name in applied:
        click.echo(f"Applied {name}.")
    if not applied:
        click.echo("Nothing to do: every migration is applied.")


@main.command()
@_with_database
@click.option("--yes", is_flag=True, help="Do not ask.")
def rollback(database: str | None, *, yes: bool) -> None:
    """Take back the last migration."""
    from constellation_db import Database

    with Database.open(database, migrate=False) as store:
        applied = store.migration_status().applied
        if not applied:
            click.echo("Nothing to do: no migration is applied.")
            return
        last = applied[-1]
        warning = " and DELETE every table with all it holds" if last == "001_initial" else ""
        if not yes:
            click.confirm(f"Take back {last} of {store.path}{warning}?", abort=True)
        click.echo(f"Took back {store.rollback_last()}.")


@main.command()
@_with_database
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def stats(database: str | None, *, as_json: bool) -> None:
    """Show how large the store is and what it holds."""
    with _reading(database) as store, store.snapshot():
        found = store.get_stats(wal_size=True, tables=True)
        projects = store.projects.get_stats()
    if as_json:
        values = dataclasses.asdict(found) | {"path": str(found.path)}
        click.echo(json.dumps(values | {"projects": dataclasses.asdict(projects)}, indent=2))
        return
    _print_stats(found)
    statuses = ", ".join(f"{count} {word}" for word, count in projects.by_status.items() if count)
    if statuses:
        click.echo(f"Projects       {statuses}")
    click.echo(f"Known cost     ${projects.total_cost:,.2f}")


@main.command()
@_with_database
@click.argument("target", type=click.Path(path_type=Path))
def backup(database: str | None, target: Path) -> None:
    """Copy the store to TARGET, verified, while others go on writing."""
    with _reading(database) as store:
        result: BackupResult = _watched(
            "Backing up",
            lambda progress, cancel: store.backup(target, progress=progress, cancel=cancel),
        )
    size = _size(result.size)
    click.echo(f"Backed up to {result.path}: {size}, verified, in {result.seconds:.1f} s.")


@main.command()
@_with_database
@click.argument("source", metavar="BACKUP", type=click.Path(path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
def restore(database: str | None, source: Path, target: Path | None) -> None:
    """Put BACKUP, verified, in the place of the store, or of TARGET.

    The store that was there is kept beside it. Refused while anybody has it open.
    """
    from constellation_db import restoring

    if target is not None and database is not None:
        raise click.UsageError("TARGET and --database exclude each other.")
    result = _watched(
        "Restoring",
        lambda progress, cancel: restoring.restore(
            source, target or database, progress=progress, cancel=cancel
        ),
    )
    seconds = f"{result.seconds:.1f} s"
    click.echo(f"Restored {result.path}: {_size(result.size)}, verified, in {seconds}.")
    if result.kept is not None:
        click.echo(f"What was there is kept as {result.kept}.")


@main.command("import")
@_with_database
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--source", "sources", multiple=True, help="Only this source; see --list.")
@click.option("--list", "only_list", is_flag=True, help="Show what there is, import nothing.")
@click.option("--watch", is_flag=True, help="Go on importing what is added, until Ctrl+C.")
def import_(
    database: str | None,
    paths: tuple[Path, ...],
    sources: tuple[str, ...],
    *,
    only_list: bool,
    watch: bool,
) -> None:
    """Bring in the sessions that coding agents left on this machine, or in PATHS.

    Importing again adds only what is new. Nothing leaves the machine.
    """
    from constellation_db.importing import command

    if only_list:
        command.show(sources, paths)
    elif not command.run(database, sources, paths, watch=watch, watched=_watched):
        sys.exit(1)


@main.command()
@_with_database
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--format", "name", metavar="NAME", help="Else as the file's name ends.")
@click.option("--project", help="Its id, or its name.")
@click.option("--agent", help="Its id: this agent and all that it started.")
@click.option("--alone", is_flag=True, help="Without the agents that it started.")
@click.option("--table", metavar="NAME", help="What a CSV file lists.")
@click.option("--no-bom", is_flag=True, help="CSV without the mark that spreadsheets look for.")
@click.option("--redact", is_flag=True, help="Take keys, tokens, e-mails and home paths out.")
@click.option("--redact-only", "kinds", multiple=True, help="Take only this kind out.")
@click.option("--preview", is_flag=True, help="Show what would be taken out, write nothing.")
def export(database: str | None, output: Path | None, **options: Any) -> None:
    """Write a transcript, a table or a part of the store to a file.

    Formats are markdown, html, json, csv and store; tables agents, messages, events, outputs and
    costs. Nothing is left behind where it fails or is interrupted; an older file stays until then.
    """
    from constellation_db.exporting import command

    with _reading(database) as store:
        command.run(store, output, options, watched=_watched)


@main.command()
@_with_database
@click.argument("what", type=click.Choice(["build", "status", "drop"]), default="status")
def index(database: str | None, what: str) -> None:
    """Show, build, bring up to date, or drop the index that makes searching messages fast.

    It is a file of its own in your cache folder; the store is only read.
    """
    from constellation_db.search_index import command

    with _reading(database) as store:
        command.run(store, what, _watched, _size)


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
def sample(target: Path) -> None:
    """Write the sample store, a small company of agents, to TARGET."""
    from constellation_db.sample import write_sample

    with _bar("Writing") as progress:
        write_sample(target, progress=progress)
    click.echo(f"Wrote the sample store to {target.absolute()}.")


@contextmanager
def _reading(database: str | None) -> Iterator[Database]:
    from constellation_db import Database

    with Database.open(database, read_only=True) as store:
        yield store


def _print_stats(found: DatabaseStats) -> None:
    wal = f", and {_size(found.wal_size)} of WAL" if found.wal_size else ""
    click.echo(f"Store          {found.path}")
    click.echo(f"Size           {_size(found.size)}{wal}")
    click.echo(f"Pages          {found.page_count:,} of {found.page_size:,} bytes")
    click.echo(f"Journal        {'WAL' if found.wal_enabled else 'rollback'}")
    for table, rows in (found.tables or {}).items():
        click.echo(f"{table:<15}{rows:,}")


@contextmanager
def _bar(label: str) -> Iterator[_Progress]:
    """Give a progress callback that draws a bar on stderr, if that is a terminal."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=hidden) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield progress


def _watched(label: str, work: Callable[[_Progress, Cancellation], T]) -> T:
    """Do long work on a second thread, so that Ctrl+C stops even a statement in flight."""
    from constellation_db import Cancellation

    cancel = Cancellation()
    # A handler, not KeyboardInterrupt: that could rise anywhere, also while work is handed over.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: cancel.cancel())
    try:
        with _bar(label) as progress, ThreadPoolExecutor(1, thread_name_prefix=label) as worker:
            return worker.submit(work, progress, cancel).result()
    finally:
        signal.signal(signal.SIGINT, before)


def _size(size: int) -> str:
    if size < 1000:
        return f"{size} bytes"
    value = float(size)
    for unit in ("kB", "MB", "GB"):
        value /= 1000
        if value < 1000:
            return f"{value:.1f} {unit}"
    return f"{value / 1000:.1f} TB"


if __name__ == "__main__":
    main()
