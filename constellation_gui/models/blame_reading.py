"""The history of a file attributed line by line, a stretch of versions at a time."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from constellation_db import ConstellationError, Database, OutputRow
from constellation_gui.diff.background import DiffError
from constellation_gui.diff.blame import UNRECORDED, Blamed, Written, blame
from constellation_gui.wording import tr

# A stretch ends with whichever comes first; then the person is told how far it is.
_STRETCH_VERSIONS = 100
_STRETCH_BYTES = 16_000_000
# The origins of that much are kept of a history, so that stepping through it costs nothing.
_MOST_KEPT_BYTES = 32_000_000

Check = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Attribution:
    """What is known of a file's history: its versions, oldest first, and origins of their lines.

    `origins` holds, by the number of a version, the number of the version that each of its lines
    came with. Versions without content have none.
    """

    versions: tuple[OutputRow, ...] = ()
    origins: Mapping[int, array[int]] = field(default_factory=dict)

    def number(self, row: OutputRow) -> int:
        """Return the number of a version that is among them."""
        return bisect_left(self.versions, row.key, key=lambda version: version.key)

    def reached(self, number: int) -> int:
        """Return the last version up to `number` that is attributed, -1 if there is none."""
        return max((each for each in self.origins if each <= number), default=-1)


def with_versions(database: Database, row: OutputRow, known: Attribution) -> Attribution:
    """Return what holds still of what is known, with the versions up to `row`."""
    before = database.outputs.versions(row.id, after=row.key)
    versions = (*reversed(before), row)
    pairs = zip(versions, known.versions, strict=False)
    same = next((at for at, (now, then) in enumerate(pairs) if now != then), None)
    if same is None:
        same = min(len(versions), len(known.versions))
        if same == len(versions):
            return known  # of this version or of a later one
    return Attribution(versions, {at: each for at, each in known.origins.items() if at < same})


def largest(database: Database, known: Attribution, number: int) -> int:
    """Return the bytes of the largest version yet to be read on the way to version `number`."""
    ahead = known.versions[max(known.reached(number), 0) : number + 1]
    return max(database.outputs.sizes([row.id for row in ahead]).values(), default=0)


def read_on(
    database: Database, known: Attribution, number: int, text: bytes, check: Check
) -> Attribution:
    """Attribute some versions more on the way to version `number`, whose content is `text`.

    Raises `ConstellationError`, `Cancelled` when it is cancelled.
    """
    origins = dict(known.origins)
    with database.snapshot():
        at, last = _resumed(database, known, number, text)
        if at < 0:
            origins = {}
        done = read = 0
        before = at  # the last one with content
        while at < number and done < _STRETCH_VERSIONS and read < _STRETCH_BYTES:
            at += 1
            own = text if at == number else None
            between = at - 1 if at - 1 > before else UNRECORDED
            written = list(_written(database, known.versions[at], at, last.text, between, own))
            for blamed in _blame(written, last, check):
                last, origins[at] = blamed, blamed.origins
            if written:
                before, done = at, done + 1
                read += sum(len(each.text) for each in written)
    return Attribution(known.versions, _nearest(origins, at))


def _resumed(
    database: Database, known: Attribution, number: int, text: bytes
) -> tuple[int, Blamed]:
    """Return the last attributed version up to `number`, read again; (-1, nothing) for none."""
    at = known.reached(number)
    if at < 0:
        return -1, Blamed()
    content = text if at == number else _content(database, known.versions[at])
    # Somebody may have written or deleted it in place; then all is found out anew.
    if content is None or _lines(content) != len(known.origins[at]):
        return -1, Blamed()
    return at, Blamed(content, known.origins[at])


def _written(
    database: Database,
    row: OutputRow,
    number: int,
    before: bytes,
    between: int,
    own: bytes | None,
) -> Iterator[Written]:
    """Give what a version wrote; before that, what was done since the text `before` it.

    That is known where a version kept the text that it found, and comes with `between`.
    """
    found = database.outputs.contents(row.id)
    content = own if own is not None else found.content if found is not None else None
    if content is None:
        return
    kept = found.previous_content if found is not None else None
    if kept is not None and kept != before:
        yield Written(between, kept)
    yield Written(number, content)


def _blame(written: list[Written], last: Blamed, check: Check) -> list[Blamed]:
    try:
        return list(blame(written, last, check))
    except DiffError as error:
        raise ConstellationError(
            tr("The versions could not be compared: {error}").format(error=error)
        ) from error


def _content(database: Database, row: OutputRow) -> bytes | None:
    found = database.outputs.contents(row.id)
    return None if found is None else found.content


def _lines(text: bytes) -> int:
    return text.count(b"\n") + (text[-1:] not in (b"", b"\n"))


def _nearest(origins: dict[int, array[int]], at: int) -> dict[int, array[int]]:
    """Return the origins of the versions next to one, as many as are worth their memory."""
    kept: dict[int, array[int]] = {}
    size = 0
    for number in sorted(origins, key=lambda each: abs(each - at)):
        size += len(origins[number]) * origins[number].itemsize
        if kept and size > _MOST_KEPT_BYTES:
            break
        kept[number] = origins[number]
    return kept
