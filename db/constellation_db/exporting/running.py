"""Exporting: what was asked for is read as of one instant and written whole, or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from constellation_db import timestamps
from constellation_db.backup import verify
from constellation_db.cancellation import Cancellation
from constellation_db.database import Database
from constellation_db.errors import InvalidValue, NotFoundError
from constellation_db.exporting import wording
from constellation_db.exporting.conversation import Family, conversation
from constellation_db.exporting.csv_tables import write_table
from constellation_db.exporting.html import HtmlWriter
from constellation_db.exporting.json_document import JsonWriter
from constellation_db.exporting.markdown import MarkdownWriter
from constellation_db.exporting.redaction import Redactor
from constellation_db.exporting.request import TRANSCRIPTS, CsvTable, Format, Request
from constellation_db.exporting.rows import TABLES
from constellation_db.exporting.small_store import write_store
from constellation_db.exporting.source import Progress, Source
from constellation_db.exporting.summary import Summary, redaction_words
from constellation_db.faults import translating
from constellation_db.schema import agent_history, agents, events, outputs, projects
from constellation_db.whole_files import flush, put_in_place, settle, sweep, temporary

_READ = {
    CsvTable.AGENTS: (agents,),
    CsvTable.MESSAGES: (agent_history,),
    CsvTable.EVENTS: (events,),
    CsvTable.OUTPUTS: (outputs,),
    CsvTable.COSTS: (agents, agent_history),
}


def export(
    database: Database,
    request: Request,
    target: Path,
    *,
    progress: Progress | None = None,
    cancel: Cancellation | None = None,
) -> Summary:
    """Write what was asked for to `target`, which stays as it is until all of it is there.

    Raises `NotFoundError` if there is no such project or agent, `InvalidValue` for a target that
    cannot be one, and what the world does wrong; nothing is left behind then.
    """
    began = time.monotonic()
    target = target.absolute()
    request.check()
    redactor = Redactor(request.redact) if request.redact else None
    source = Source(database, request.scope, redactor, progress, cancel)
    with _reading(database, source, cancel), translating(target):
        _check_target(database, target)
        sweep(target.parent)
        settle(target)
        with temporary(target) as partial:
            _write(partial, source, request)
            source.look()
            flush(partial)
            size = partial.stat().st_size
            put_in_place(partial, target)
    findings = [] if redactor is None else redactor.findings
    return Summary(target, size, time.monotonic() - began, source.counts, findings)


def preview(
    database: Database,
    request: Request,
    *,
    progress: Progress | None = None,
    cancel: Cancellation | None = None,
) -> Summary:
    """Return what an export would take out, with examples in which nothing secret is left."""
    began = time.monotonic()
    request.check()
    redactor = Redactor(request.redact)
    source = Source(database, request.scope, redactor, progress, cancel)
    if request.format is Format.CSV:
        tables: Sequence[object] = _READ[request.table]
    else:
        tables = TABLES if request.format is Format.STORE else (projects, agents, agent_history)
    with _reading(database, source, cancel):
        wanted = [table for table in TABLES if table in tables]
        source.expect(*wanted)
        for table in wanted:
            rows = source.message_values() if table is agent_history else source.values(table)
            for _row in rows:
                pass
    return Summary(None, 0, time.monotonic() - began, source.counts, redactor.findings)


@contextmanager
def _reading(database: Database, source: Source, cancel: Cancellation | None) -> Iterator[None]:
    with database.cancellable(cancel or Cancellation()), database.snapshot():
        _check_scope(source)
        yield


def _check_scope(source: Source) -> None:
    scope, database = source.scope, source.database
    if scope.agent_id is not None and not database.agents.exists(scope.agent_id):
        raise NotFoundError(
            "There is no agent {id} in {store}.", id=scope.agent_id, store=database.path
        )
    if scope.project_id is not None and not database.projects.exists(scope.project_id):
        raise NotFoundError(
            "There is no project {id} in {store}.", id=scope.project_id, store=database.path
        )


def _check_target(database: Database, target: Path) -> None:
    if target.is_dir():
        raise InvalidValue("{path} is a folder; name a file in it.", path=target)
    if target.exists() and target.samefile(database.path):
        raise InvalidValue("{path} is the store itself; choose another file.", path=target)


def _write(partial: Path, source: Source, request: Request) -> None:
    if request.format is Format.STORE:
        write_store(partial, source)
        verify(source.database.path, partial, None)
        return
    with_bom = request.format is Format.CSV and request.bom
    encoding = "utf-8-sig" if with_bom else "utf-8"
    # A lone surrogate, which JSON can hold, is the escape that it was.
    lost = "backslashreplace" if request.format is Format.JSON else "replace"
    with partial.open("w", encoding=encoding, errors=lost, newline="") as file:
        if request.format is Format.CSV:
            write_table(file, source, request.table)
        else:
            _write_transcript(file, source, request)


def _write_transcript(file: TextIO, source: Source, request: Request) -> None:
    assert request.format in TRANSCRIPTS
    source.expect(agents, agent_history)
    written = timestamps.now()
    family = Family(source)
    if request.format is Format.JSON:
        JsonWriter(file, source).write(family, written)
        return
    heading = wording.Heading(
        next(iter(source.records(projects)), None),
        agents=len(family.agents),
        messages=source.rows.count(agent_history, source.scope),
        redacted=[f"{kind}s" for kind in request.redact],
        written=written,
    )
    writer: HtmlWriter | MarkdownWriter
    if request.format is Format.HTML:
        writer = HtmlWriter(file)
        writer.begin(heading, family)
    else:
        writer = MarkdownWriter(file)
        writer.begin(heading)
    for step in conversation(source, family):
        writer.write(step)
    writer.close(redaction_words(source.redactor.findings) if source.redactor else "")
