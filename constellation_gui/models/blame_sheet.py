"""A version of a file whose lines know the version that each of them came with."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from constellation_db import OutputRow
from constellation_gui.diff.blame import groups
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import PlainSheet
from constellation_gui.formatting import (
    UNKNOWN,
    clock,
    date,
    day_of_year,
    exact_count,
    iso_date,
    moment,
)
from constellation_gui.models.blame_intents import Intent
from constellation_gui.wording import tr

NOBODY = tr("unrecorded")
UNTOLD = tr("No message is known to have written this; its agent and time are all there is.")
UNRECORDED_REASON = tr("No recorded version wrote this: a later one found it there.")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where lines come from: `number` counts versions from 0; `row` is None if none wrote them.

    `age` goes from 0 for the newest of the versions in sight to 1 for the oldest.
    """

    number: int
    row: OutputRow | None
    agent: str
    age: float


class BlameSheet(PlainSheet):
    """A text in groups of lines that came with one version; `changes` holds where they begin."""

    def __init__(
        self,
        lines: Lines,
        origins: array[int],
        versions: Sequence[OutputRow],
        names: Mapping[str, str],
    ) -> None:
        super().__init__(lines)
        self.changes: Sequence[int] = groups(origins)
        self.versions = versions
        self._origins = origins
        numbers = sorted({origins[start] for start in self.changes}, reverse=True)
        oldest = max(len(numbers) - 1, 1)
        self.origins = {
            number: _origin(number, versions, names, age / oldest)
            for age, number in enumerate(numbers)
        }
        self.agents = {origin.agent for origin in self.origins.values()}
        rows = [origin.row for origin in self.origins.values() if origin.row is not None]
        self._span = [end(rows, key=lambda row: row.key).created_at for end in (min, max) if rows]

    def origin(self, line: int) -> Origin:
        """Return where a line comes from."""
        return self.origins[self._origins[line]]

    def group(self, line: int) -> range:
        """Return the lines around a line that came with the same version."""
        at = bisect_right(self.changes, line)
        end = self.changes[at] if at < len(self.changes) else len(self)
        return range(self.changes[at - 1], end)

    def time(self, origin: Origin) -> str:
        """Return when lines were written, as briefly as tells them apart."""
        if origin.row is None:
            return ""
        written = origin.row.created_at
        first, last = map(iso_date, self._span)
        if first == last:
            return clock(written)
        of_year = len("2026-")
        if first[:of_year] != last[:of_year]:
            return date(written)
        return f"{day_of_year(written)} {clock(written)[:5]}"

    def summary(self) -> str:
        """Say how many versions and agents the lines come from."""
        wrote = [origin.row for origin in self.origins.values() if origin.row is not None]
        agents = len({row.agent_id for row in wrote})
        return tr("lines of {some} of {all} versions, by %n agent(s)", "", agents).format(
            some=exact_count(len(wrote)), all=exact_count(len(self.versions))
        )

    def about(self, line: int) -> str:
        """Say where a line comes from, in words."""
        origin = self.origin(line)
        if origin.row is None:
            return tr("written by no recorded version")
        return tr("version {number} of {all} · by {agent}, {time}").format(
            number=exact_count(origin.number + 1),
            all=exact_count(len(self.versions)),
            agent=origin.agent,
            time=moment(origin.row.created_at),
        )

    def tip(self, line: int, intent: Intent | None, *, known: bool) -> str:
        """Say all that is known of where a line comes from; `known` if it is known to the end."""
        origin = self.origin(line)
        if origin.row is None:
            return UNRECORDED_REASON
        version = tr("Version {number} of {all}, {time}").format(
            number=exact_count(origin.number + 1),
            all=exact_count(len(self.versions)),
            time=moment(origin.row.created_at),
        )
        facts = [version, tr("By {agent}").format(agent=origin.agent)]
        if intent is not None:
            facts += [
                "",
                *filter(None, (intent.said, intent.call)),
                "",
                tr("Click to read the message"),
            ]
        else:
            facts += ["", UNTOLD if known else tr("Looking for the message…")]
        return "\n".join(facts)


def _origin(
    number: int, versions: Sequence[OutputRow], names: Mapping[str, str], age: float
) -> Origin:
    if number < 0:
        return Origin(number, None, NOBODY, 1.0)
    row = versions[number]
    return Origin(number, row, names.get(row.agent_id or "", UNKNOWN), age)
