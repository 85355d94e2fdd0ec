"""`constellation-db export`: what of which part, as what, where to, and what was taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import click

from constellation_db.cancellation import Cancellation
from constellation_db.database import Database
from constellation_db.errors import InvalidValue
from constellation_db.exporting import wording
from constellation_db.exporting.patterns import Secret
from constellation_db.exporting.request import SUFFIXES, CsvTable, Format, Request
from constellation_db.exporting.running import export, preview
from constellation_db.exporting.summary import Summary, redaction_words
from constellation_db.overview_rows import Scope
from constellation_db.records import Order

_Progress = Callable[[int, int], None]
Watched = Callable[[str, Callable[[_Progress, Cancellation], Summary]], Summary]
_MOST_NAMED = 2
E = TypeVar("E", bound=StrEnum)


def run(
    database: Database, output: Path | None, options: Mapping[str, Any], *, watched: Watched
) -> None:
    """Do what the command line asks for, and print what came of it; raises `InvalidValue`."""
    looking = bool(options["preview"])
    if output is None and not looking:
        raise InvalidValue("Say which file to write: --output FILE.")
    request = Request(
        _format_of(options["name"], output, looking),
        _scope_of(database, options["project"], options["agent"], alone=options["alone"]),
        _member(CsvTable, options["table"] or CsvTable.AGENTS, "table"),
        bom=not options["no_bom"],
        redact=_kinds(options["kinds"], all_of_them=options["redact"] or looking),
    )
    if looking or output is None:
        _show(database, request, watched)
    else:
        _write(database, request, output, watched)


def _write(database: Database, request: Request, output: Path, watched: Watched) -> None:
    """Export and print what was written."""
    summary = watched(
        "Exporting",
        lambda progress, cancel: export(
            database, request, output, progress=progress, cancel=cancel
        ),
    )
    rows = ", ".join(_count(count, table) for table, count in summary.rows.items())
    click.echo(f"Exported to {summary.path}: {rows} in {summary.size / 1e6:,.1f} MB.")
    if request.redact:
        words = redaction_words(summary.findings) or "nothing was found"
        click.echo(f"Taken out: {words}.")


def _count(count: int, table: str) -> str:
    word = "messages" if table == "agent_history" else table
    return f"{count:,} {word.removesuffix('s') if count == 1 else word}"


def _show(database: Database, request: Request, watched: Watched) -> None:
    """Print what an export would take out, and write nothing."""
    summary = watched(
        "Looking",
        lambda progress, cancel: preview(database, request, progress=progress, cancel=cancel),
    )
    for finding in summary.findings:
        different = "" if finding.distinct == finding.count else f", {finding.distinct:,} different"
        click.echo(f"{finding.count:>7,}  {finding.kind}{different}")
        for example in finding.examples:
            around = f"{example.before}[{example.masked}]{example.after}"
            click.echo(f"         {wording.line(around)}    ({wording.line(example.where)})")
    words = redaction_words(summary.findings)
    click.echo(f"Would be taken out: {words}." if words else "Nothing was found to take out.")


def _kinds(names: Sequence[str], *, all_of_them: bool) -> tuple[Secret, ...]:
    """Return the kinds that are to be taken out; raises `InvalidValue`."""
    if all_of_them and not names:
        return tuple(Secret)
    known = {kind.replace(" ", "-").lower(): kind for kind in Secret}
    for name in names:
        if name not in known:
            raise InvalidValue(
                "There is no {what} {name}; there are {known}.",
                what="kind",
                name=name,
                known=", ".join(known),
            )
    return tuple(known[name] for name in names)


def _format_of(name: str | None, output: Path | None, looking: bool) -> Format:
    """Return the format of that name, else the one that the file's ending says."""
    if name is not None:
        return _member(Format, name, "format")
    ending = output.suffix.lower() if output is not None else ""
    for format, suffix in SUFFIXES.items():
        if suffix == ending:
            return format
    if looking:
        return Format.STORE
    endings = ", ".join(SUFFIXES.values())
    raise InvalidValue(
        "Say what to export as with --format, or by the file's ending: {endings}.", endings=endings
    )


def _member(kind: type[E], name: str, what: str) -> E:
    try:
        return kind(name)
    except ValueError as error:
        raise InvalidValue(
            "There is no {what} {name}; there are {known}.",
            what=what,
            name=name,
            known=", ".join(kind),
        ) from error


def _scope_of(database: Database, project: str | None, agent: str | None, *, alone: bool) -> Scope:
    """Return what is meant by an agent's id, or a project's id or name; raises `InvalidValue`."""
    if agent is not None:
        return Scope(agent_id=agent, descendants=not alone)
    if project is None or database.projects.exists(project):
        return Scope(project_id=project)
    # By name, if only one is called so.
    found = [
        row.id
        for row in database.projects.page(text=project, order=Order.DESC, limit=None)
        if row.name == project
    ][:_MOST_NAMED]
    if len(found) == 1:
        return Scope(project_id=found[0])
    told = {"store": str(database.path), "name": project}
    if found:
        raise InvalidValue(
            "In {store} several projects are called {name}; name one by its id.", **told
        )
    raise InvalidValue("In {store} no project is called {name}; name one by its id.", **told)
