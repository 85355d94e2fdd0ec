"""Blame under way: the history of a version read little by little, and the messages behind it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from constellation_db import Cancellation, ConstellationError, Database, OutputRow
from constellation_gui.diff.lines import Lines
from constellation_gui.models.agent_names import learn_names
from constellation_gui.models.blame_intents import Intent, intent_of
from constellation_gui.models.blame_reading import Attribution, largest, read_on, with_versions
from constellation_gui.models.blame_sheet import BlameSheet
from constellation_gui.models.lane import Lane
from constellation_gui.queries import Runner

# Files between which a person goes back and forth.
_MOST_FILES = 4
# Two versions are held at a time, here and in the process that compares: no larger ones unasked.
LARGEST = 32_000_000  # bytes

_File = tuple[str, str]


class Blaming(QObject):
    """Finds out which version each line of a version came with.

    `advanced` tells how many versions are done, of how many; `arrived` gives the `BlameSheet`,
    `failed` the problem; `withheld` the size of a version that is too large to be read unasked.
    What is known of a file's history is kept for its other versions.
    """

    advanced = Signal(int, int)
    arrived = Signal(object)
    withheld = Signal(object)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = queries.database
        self._lane = Lane(queries)
        self._cancellation = Cancellation()
        self._known: dict[_File, Attribution] = {}
        self._names: dict[str, str] = {}

    def begin(self, row: OutputRow, content: Lines, *, however_large: bool = False) -> None:
        """Find out about a version in place of another one; of large ones only if asked to."""
        self.cancel()
        self._cancellation = Cancellation()
        known = self._known.get(_file(row), Attribution())
        self._lane.run(
            partial(_begun, self._database, row, known),
            deliver=partial(self._begin, row, content, however_large),
            failed=self.failed.emit,
        )

    def cancel(self) -> None:
        """Give up what is under way; what is known by now is kept."""
        self._cancellation.cancel()  # also what is compared in another process
        self._lane.cancel()

    def _begin(
        self, row: OutputRow, content: Lines, however_large: bool, begun: tuple[Attribution, int]
    ) -> None:
        known, size = begun
        if size > LARGEST and not however_large:
            self.withheld.emit(size)
        else:
            self._go_on(row, content, known)

    def _go_on(self, row: OutputRow, content: Lines, known: Attribution) -> None:
        self._keep(row, known)
        number = known.number(row)
        reached = known.reached(number)
        if reached == number and len(known.origins[number]) == len(content):
            work = partial(_sheet, self._database, known, number, content, self._names)
            self._lane.run(work, deliver=self.arrived.emit, failed=self.failed.emit)
            return
        self.advanced.emit(reached + 1, number + 1)
        check = self._cancellation.check
        self._lane.run(
            partial(read_on, self._database, known, number, content.data, check),
            deliver=partial(self._go_on, row, content),
            failed=self.failed.emit,
        )

    def _keep(self, row: OutputRow, known: Attribution) -> None:
        self._known.pop(_file(row), None)
        self._known[_file(row)] = known
        while len(self._known) > _MOST_FILES:
            del self._known[next(iter(self._known))]


class Intents(QObject):
    """Looks up which message wrote a version; `learned` gives the id of a version that is known."""

    learned = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = queries.database
        self._lane = Lane(queries)
        self._known: dict[str, Intent | None] = {}
        self._asked: str | None = None

    def is_known(self, row: OutputRow) -> bool:
        """Whether it is known which message wrote a version, or that none did."""
        return row.id in self._known

    def of(self, row: OutputRow) -> Intent | None:
        """Return the message that wrote a version, as far as that is known yet."""
        return self._known.get(row.id)

    def ask(self, row: OutputRow, *, again: bool = False) -> None:
        """Look a version up in place of another one, unless it is known or asked for.

        `again` looks once more where none was found: a run may have written it meanwhile.
        """
        known = self._known.get(row.id) is not None if again else row.id in self._known
        if known or (self._lane.busy and self._asked == row.id):
            return
        self._asked = row.id
        self._lane.run(
            partial(intent_of, self._database, row),
            deliver=partial(self._learn, row.id),
            failed=self._miss,
        )

    def _learn(self, version_id: str, intent: Intent | None) -> None:
        self._known[version_id] = intent
        self.learned.emit(version_id)

    def _miss(self, problem: ConstellationError) -> None:
        self._asked = None
        self.failed.emit(problem)


def _file(row: OutputRow) -> _File:
    return row.project_id, row.id if row.path is None else row.path


def _begun(database: Database, row: OutputRow, known: Attribution) -> tuple[Attribution, int]:
    with database.snapshot():
        known = with_versions(database, row, known)
        return known, largest(database, known, known.number(row))


def _sheet(
    database: Database, known: Attribution, number: int, content: Lines, names: dict[str, str]
) -> BlameSheet:
    origins = known.origins[number]
    wrote = {known.versions[each].agent_id for each in set(origins) if each >= 0}
    learn_names(database, {agent_id for agent_id in wrote if agent_id is not None}, names)
    return BlameSheet(content, origins, known.versions, names)
