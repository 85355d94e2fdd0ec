"""Tables as CSV (RFC 4180): what a spreadsheet opens, with nothing that it would calculate."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from sqlalchemy import Table

from constellation_db.dialects.messages import usage_of
from constellation_db.exporting.conversation import Family
from constellation_db.exporting.request import CsvTable
from constellation_db.exporting.source import Source
from constellation_db.exporting.wording import model_of
from constellation_db.overview_rows import Scope
from constellation_db.schema import agent_history, agents, events, outputs

# What makes a spreadsheet take a text for a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# No spreadsheet reads beyond a NUL.
_NUL, _NUL_SHOWN = "\x00", "\u2400"

Cells = list[Any]


def write_table(file: TextIO, source: Source, table: CsvTable) -> None:
    """Write a table of the source's rows, its columns' names first."""
    writer = csv.writer(file, lineterminator="\r\n")
    for cells in _TABLES[table](source):
        writer.writerow([guarded(cell) for cell in cells])


def guarded(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, bytes):
        cell = cell.decode("utf-8", "replace")
    if not isinstance(cell, str):
        return cell
    shown = cell.replace(_NUL, _NUL_SHOWN)
    return f"'{shown}" if _FORMULA.match(cell) else shown


def _agents(source: Source) -> Iterator[Cells]:
    names = [column.name for column in agents.columns if column.name != "config"]
    yield [*names, "tree_depth", "model", "config"]
    family = Family(source)
    for agent in family.agents.values():
        cells = [getattr(agent, name) for name in names]
        yield [*cells, family.depths[agent.id], model_of(agent), agent.config]


def _messages(source: Source) -> Iterator[Cells]:
    source.expect(agent_history)
    names = [column.name for column in agent_history.columns]
    yield [*names[:3], "created_at", "cost", "input_tokens", "output_tokens", *names[3:7]]
    for row, _sequence in source.message_values():
        usage = usage_of(source.record(agent_history, row))
        tokens = (None, None) if usage is None else (usage.input, usage.output)
        yield [*row[:3], row[8], row[7], *tokens, *row[3:7]]


def _as_stored(table: Table, source: Source) -> Iterator[Cells]:
    source.expect(table)
    yield [column.name for column in table.columns]
    for row, _sequence in source.values(table):
        yield row


def _costs(source: Source) -> Iterator[Cells]:
    """Give a line for each agent: what its messages cost, and how many tell nothing of it."""
    source.expect(agent_history)
    yield [
        "project_id", "agent_id", "agent", "tree_depth", "parent_id", "model", "messages",
        "messages_without_cost", "messages_cost_usd", "input_tokens", "output_tokens",
        "recorded_tokens", "recorded_cost_usd",
    ]  # fmt: skip
    family = Family(source)
    for agent in family.agents.values():
        count = unknown = 0
        cost: float | None = None
        tokens: list[int | None] = [None, None]
        for message in source.records(agent_history, Scope(agent_id=agent.id)):
            count += 1
            if message.cost is not None:
                cost = (cost or 0) + message.cost
            elif message.role == "assistant":
                unknown += 1
            usage = usage_of(message)
            if usage is not None:
                told = (usage.input, usage.output)
                tokens = [_sum(before, now) for before, now in zip(tokens, told, strict=True)]
        yield [
            agent.project_id, agent.id, agent.name, family.depths[agent.id], agent.parent_id,
            model_of(agent), count, unknown, cost, *tokens, agent.total_tokens, agent.total_cost,
        ]  # fmt: skip


def _sum(before: int | None, now: int | None) -> int | None:
    return before if now is None else (before or 0) + now


_TABLES: dict[CsvTable, Callable[[Source], Iterator[Cells]]] = {
    CsvTable.AGENTS: _agents,
    CsvTable.MESSAGES: _messages,
    CsvTable.EVENTS: lambda source: _as_stored(events, source),
    CsvTable.OUTPUTS: lambda source: _as_stored(outputs, source),
    CsvTable.COSTS: _costs,
}
