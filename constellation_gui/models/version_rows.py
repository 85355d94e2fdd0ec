"""What the list of versions shows of each, and how it is read in a worker thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from constellation_db import Database, Key, Order, OutputRow
from constellation_gui.formatting import UNKNOWN, exact_count, moment, one_line, size, visible
from constellation_gui.models.agent_names import learn_names
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.file_rows import kind_icon, kind_name, second
from constellation_gui.models.path_entries import PathQuery, writers_of
from constellation_gui.models.version_facts import VersionFacts
from constellation_gui.wording import tr

PAGE = 200
# Little enough to let others have the interpreter between two statements.
_STRETCH = 2_000


@dataclass(frozen=True, slots=True)
class VersionQuery:
    """Which versions: those of the path of an output, or `pathless` all of a query without one."""

    output_id: str | None = None
    pathless: PathQuery | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the list; `size` is its content's in bytes, None where it holds none.

    `facts` are None until they are found out.
    """

    row: OutputRow
    agent: str
    size: int | None
    facts: VersionFacts | None = None


@dataclass(frozen=True, slots=True)
class VersionPage:
    """Versions, newest first; `last` is the key to go on after, None when nothing follows."""

    versions: list[Version]
    last: Key | None


_DIFFERS = tr("The version before holds something else than the text that this one replaced")

_NO_CONTENT = tr("no content", "a file")


def _tip(version: Version) -> str:
    row = version.row
    facts = [
        f"{kind_name(row.type).capitalize()}, {moment(row.created_at)}",
        tr("By {agent}").format(agent=version.agent)
        if version.agent
        else tr("By an unknown agent"),
        _said(version) or None,
        _DIFFERS if version.facts is not None and version.facts.differs else None,
        tr("Checksum: {checksum}").format(checksum=one_line(row.checksum, 200))
        if row.checksum
        else None,
        tr("Id: {id}").format(id=visible(row.id)),
    ]
    return "\n".join(filter(None, facts))


def _said(version: Version) -> str:
    return "" if version.facts is None else version.facts.said


def _changed(version: Version) -> str:
    facts = version.facts
    if facts is None:
        return "…"
    if facts.added is None or facts.removed is None:
        return ""
    return f"+{exact_count(facts.added)} −{exact_count(facts.removed)}"


def _lines(version: Version) -> int | None:
    facts = version.facts
    if facts is None or facts.added is None or facts.removed is None:
        return None
    return facts.added + facts.removed


VERSION_COLUMNS: tuple[Column[Version], ...] = (
    Column(
        tr("Version"),
        lambda version: second(version.row.created_at),
        icon=lambda version: kind_icon(version.row.type),
        tip=_tip,
        spoken=lambda version: f"{kind_name(version.row.type)}, {moment(version.row.created_at)}",
    ),
    Column(
        tr("Lines"),
        _changed,
        align=RIGHT,
        sort=_lines,
        exact=lambda version: _changed(version).strip("…"),
        muted=lambda version: version.facts is None,
        tip=lambda version: _DIFFERS if version.facts and version.facts.differs else None,
        width=96,
    ),
    Column(
        tr("Agent"),
        lambda version: version.agent,
        tip=lambda version: visible(version.row.agent_id or "") or None,
        muted=lambda version: version.row.agent_id is None,
        width=112,
    ),
    Column(
        tr("Message"),
        _said,
        tip=lambda version: _said(version) or None,
        width=200,
    ),
    Column(
        tr("Size"),
        lambda version: _NO_CONTENT if version.size is None else size(version.size),
        align=RIGHT,
        sort=lambda version: version.size,
        muted=lambda version: version.size is None,
        width=88,
    ),
)


def read_versions(
    database: Database, query: VersionQuery, after: Key | None, names: dict[str, str]
) -> VersionPage:
    """Read the versions that follow; `names` of agents are kept for the next time."""
    with database.snapshot():
        rows, last = _rows(database, query, after)
        return VersionPage(_with_facts(database, rows, names), last)


def read_versions_until(
    database: Database, query: VersionQuery, output_id: str, names: dict[str, str]
) -> VersionPage:
    """Read from the newest version on until a certain one is among them, or to the end."""
    found: list[Version] = []
    after: Key | None = None
    with database.snapshot():
        while True:
            page = read_versions(database, query, after, names)
            found += page.versions
            after = page.last
            if after is None or any(version.row.id == output_id for version in page.versions):
                return VersionPage(found, after)


def read_newer_versions(
    database: Database, query: VersionQuery, than: Key, names: dict[str, str]
) -> list[Version]:
    """Read the versions written since, newest first."""
    with database.snapshot():
        if query.output_id is not None:
            rows = database.outputs.versions(query.output_id, after=than, order=Order.ASC)
        else:
            rows = _pathless(database, query, than, None, Order.ASC)[0]
        return _with_facts(database, rows[::-1], names)


def _rows(
    database: Database, query: VersionQuery, after: Key | None
) -> tuple[list[OutputRow], Key | None]:
    if query.output_id is not None:
        rows = database.outputs.versions(query.output_id, after=after, limit=PAGE)
        return rows, rows[-1].key if len(rows) == PAGE else None
    # What was written after the end of the span comes before it.
    until = None if query.pathless is None else query.pathless.until
    if after is None and until is not None:
        after = until._replace(sequence=until.sequence + 1)
    found: list[OutputRow] = []
    while True:
        rows, after = _pathless(database, query, after, _STRETCH, Order.DESC)
        found += rows
        if after is None or len(found) >= PAGE:
            return found, after


def _pathless(
    database: Database, query: VersionQuery, after: Key | None, limit: int | None, order: Order
) -> tuple[list[OutputRow], Key | None]:
    """Return what has no path among some rows, and where to go on, None if that was all."""
    wanted = query.pathless
    if wanted is None:
        return [], None
    rows = database.outputs.page(
        project_id=wanted.project_id,
        agent_id=None if wanted.of_family else wanted.agent_id,
        after=after,
        limit=limit,
        order=order,
    )
    writers = writers_of(database, wanted)
    found = [row for row in rows if row.path is None and wanted.counts(row, writers)]
    more = len(rows) == limit and (wanted.after is None or rows[-1].key > wanted.after)
    return found, rows[-1].key if more else None


def _with_facts(
    database: Database, rows: Sequence[OutputRow], names: dict[str, str]
) -> list[Version]:
    learn_names(database, {row.agent_id for row in rows if row.agent_id is not None}, names)
    sizes = database.outputs.sizes([row.id for row in rows])
    return [Version(row, names.get(row.agent_id or "", UNKNOWN), sizes.get(row.id)) for row in rows]
