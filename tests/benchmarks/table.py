"""What a benchmark found, as lines of one table and as JSON."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.measuring import Duel

_HEADINGS = ("work", "measured", "baseline", "", "ratio", "bar", "ok")
_LEFT = {0, 3, 5, 6}


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing.

    `measured` and `baseline` are in `unit`: s, rows/s, MB, or nothing for a plain count. `limit`
    bounds the ratio, or with `absolute` the measured value itself; None means there is no bar.
    """

    work: str
    measured: float
    unit: str = "s"
    baseline: float | None = None
    against: str = ""
    ratio: float | None = None
    limit: float | None = None
    absolute: bool = False
    note: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the bar is held; None without one."""
        value = self.measured if self.absolute else self.ratio
        return None if self.limit is None or value is None else value <= self.limit


def compared(
    work: str,
    result: Duel,
    against: str,
    *,
    limit: float | None = None,
    rows: int | None = None,
    note: str = "",
) -> Line:
    """Return the line of a duel; with `rows` it shows rows a second instead of the time."""
    ours, theirs, unit = result.ours, result.theirs, "s"
    if rows is not None:
        ours, theirs, unit = rows / ours, rows / theirs, "rows/s"
    return Line(work, ours, unit, theirs, against, result.ratio, limit, note=note)


def render(lines: Sequence[Line]) -> str:
    """Return the table, then the notes, then which bars are not held."""
    cells = [_HEADINGS, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADINGS))]
    text = []
    for row in cells:
        aligned = [
            value.ljust(width) if column in _LEFT else value.rjust(width)
            for column, (value, width) in enumerate(zip(row, widths, strict=True))
        ]
        text.append("  ".join(aligned).rstrip())
    text.insert(1, "  ".join("─" * width for width in widths))
    notes = dict.fromkeys(f"  {line.work}: {line.note}" for line in lines if line.note)
    if notes:
        text += ["", "Notes", *notes]
    missed = [line.work for line in lines if line.ok is False]
    held = sum(line.ok is True for line in lines)
    text += ["", f"{held} of {held + len(missed)} bars are held."]
    text += [f"  NOT HELD: {work}" for work in missed]
    return "\n".join(text)


def surroundings() -> str:
    """Return one line that says on what the figures were measured."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{os.cpu_count()} processors{load}; medians of alternating runs"
    )


def write_json(lines: Sequence[Line], path: Path) -> None:
    """Write the lines, with their bars' outcome, as a JSON list."""
    found = [asdict(line) | {"ok": line.ok} for line in lines]
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _cells(line: Line) -> tuple[str, ...]:
    outcome = {True: "yes", False: "NO", None: ""}[line.ok]
    bar = ""
    if line.limit is not None:
        bar = f"≤ {_value(line.limit, line.unit)}" if line.absolute else f"≤ {line.limit:g} ×"
    return (
        line.work,
        _value(line.measured, line.unit),
        "" if line.baseline is None else _value(line.baseline, line.unit),
        line.against,
        "" if line.ratio is None else f"{line.ratio:.2f} ×",
        bar,
        outcome,
    )


def _value(value: float, unit: str) -> str:
    if unit == "s":
        if value >= 1:
            return f"{value:.2f} s"
        return f"{value * 1e3:.3g} ms" if value >= 1e-3 else f"{value * 1e6:.3g} µs"
    return f"{value:,.0f} {unit}".rstrip()
