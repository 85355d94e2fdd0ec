"""The world's faults as notices: which ways on each kind of fault leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from constellation_db import (
    AccessDenied,
    ConstellationError,
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNotFound,
    DatabaseReadOnly,
    DiskFull,
    NotADatabase,
    SchemaTooNew,
)
from constellation_gui.formatting import one_line
from constellation_gui.notice import Notice, Step
from constellation_gui.opening import OpenElsewhereError
from constellation_gui.wording import said, tr

RETRY, READ_ONLY, CHOOSE, SAMPLE = (
    tr("Try Again"),
    tr("Open Read-Only"),
    tr("Choose Another…"),
    tr("Open Sample"),
)
REOPEN = tr("Reopen")

_Ways = tuple[tuple[type[ConstellationError], tuple[str, ...]], ...]

# What helps when a store cannot be opened, by kind of fault; the first that fits counts.
_OPENING: _Ways = (
    (DatabaseNotFound, (CHOOSE, SAMPLE)),
    (NotADatabase, (CHOOSE,)),
    (DatabaseLocked, (RETRY, CHOOSE)),
    (DatabaseReadOnly, (READ_ONLY, CHOOSE)),
    (AccessDenied, (RETRY, CHOOSE)),
    (DiskFull, (RETRY, READ_ONLY)),
    (DatabaseCorrupt, (RETRY, CHOOSE)),
    (ConstellationError, (RETRY, CHOOSE)),
)
# And when an open one cannot be read any more.
_READING: _Ways = (
    (DatabaseLocked, (RETRY,)),
    (DatabaseNotFound, (REOPEN, CHOOSE)),
    (ConstellationError, (RETRY, REOPEN, CHOOSE)),
)
_LONGEST = 400


def explain_opening(error: ConstellationError, ways: Mapping[str, Callable[[], object]]) -> Notice:
    """Return the notice for a store that could not be opened; `ways` does what each way says."""
    return Notice("opening", "error", said(error), _steps(_OPENING, error, ways))


def explain_reading(error: ConstellationError, ways: Mapping[str, Callable[[], object]]) -> Notice:
    """Return the notice for an open store that could not be read; `ways` as for opening."""
    text = one_line(said(error), _LONGEST)
    return Notice("reading", "error", text, _steps(_READING, error, ways))


def explain_refusal(path: Path, refused: ConstellationError, again: Callable[[], object]) -> Notice:
    """Return the notice for a store that could be opened for reading only, and why."""
    if isinstance(refused, SchemaTooNew):
        return Notice("access", "info", said(refused))
    text = tr("{path} cannot be written by you; it is open for reading only.").format(path=path)
    if isinstance(refused, OpenElsewhereError):
        text = said(refused)
    return Notice("access", "warning", text, (Step(tr("Try to Write Again"), again),))


def _steps(
    table: _Ways, error: ConstellationError, ways: Mapping[str, Callable[[], object]]
) -> tuple[Step, ...]:
    captions = next(captions for kind, captions in table if isinstance(error, kind))
    return tuple(Step(caption, ways[caption]) for caption in captions if caption in ways)
