"""The five tables as SQLAlchemy Core sees them, and what "in order" means in them.

The tables themselves are created by the migrations, word for word as the original platform creates
them; this module only describes them to the query builder. Timestamps are text here because the
store holds text: their two dialects are reconciled by `chronological`, not by a type.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    Integer,
    MetaData,
    ScalarSelect,
    Select,
    Table,
    Text,
    case,
    cast,
    func,
    literal_column,
    select,
)

metadata = MetaData()

# The length of a timestamp that ends with its seconds.
_SECONDS = len("2026-01-31T10:02:11")
_DAY = 86_400_000.0  # ms

projects = Table(
    "projects",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("status", Text),
    Column("prompt_path", Text, nullable=False),
    Column("settings", Text),
    Column("cost_total", Float),
    Column("iteration_count", Integer),
    Column("created_at", Text),
    Column("updated_at", Text),
    Column("ended_at", Text),
)

agents = Table(
    "agents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("project_id", Text, nullable=False),
    # Declared as a reference but may dangle: a writer with foreign keys off leaves orphans.
    Column("parent_id", Text),
    Column("name", Text),
    Column("status", Text),
    Column("config", Text),
    Column("current_task", Text),
    Column("total_tokens", Integer),
    Column("total_cost", Float),
    Column("iteration_count", Integer),
    Column("depth", Integer),
    Column("created_at", Text),
    Column("updated_at", Text),
)

agent_history = Table(
    "agent_history",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agent_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("content", Text),
    Column("tool_calls", Text),
    Column("tool_results", Text),
    Column("usage", Text),
    Column("cost", Float),
    Column("created_at", Text),
)

outputs = Table(
    "outputs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("project_id", Text, nullable=False),
    Column("agent_id", Text),
    Column("type", Text, nullable=False),
    Column("path", Text),
    Column("content", Text),
    Column("previous_content", Text),
    Column("checksum", Text),
    Column("created_at", Text),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("project_id", Text),
    Column("agent_id", Text),
    Column("type", Text, nullable=False),
    Column("data", Text),
    Column("created_at", Text),
)


def chronological_sql(prefix: str = "", column: str = "created_at") -> str:
    """Return the SQL that migrations index and `chronological` orders by.

    `2026-01-31 10:02:11` and `2026-01-31T10:02:11.480Z` occur in one table, and ' ' sorts before
    'T'. Without the separator and the zone letter, and with milliseconds in both, they compare as
    text; a row without a timestamp stands first, because a NULL would fall out of every keyset
    comparison.
    """
    text = f"rtrim(replace({prefix}{column}, ' ', 'T'), 'Z')"
    return f"coalesce({text} || substr('.000', 1, 4 * (length({text}) = {_SECONDS})), '')"


def chronological(table: Any, column: str = "created_at") -> ColumnElement[str]:
    """Return the expression by which rows of `table` (or an alias of it) are ordered in time.

    Written out rather than built: SQLite uses an index on an expression only where the query holds
    the same literals, and bound parameters are none.
    """
    return literal_column(chronological_sql(f"{table.name}.", column), Text)


def sequence(table: Any) -> ColumnElement[int]:
    """Return the insertion-order expression, which breaks ties between equal timestamps.

    SQLite's rowid. Never to be kept outside the open store: VACUUM may renumber it.
    """
    return literal_column(f"{table.name}.rowid", Integer)


def milliseconds(time: ColumnElement[Any]) -> ColumnElement[int]:
    """Return a stored timestamp as a number of milliseconds, NULL where it is unreadable."""
    # SQLite counts them from the beginning of its Julian days, and gives days as a float.
    return cast(func.julianday(time) * _DAY + 0.5, Integer)


def timestamp_of(number: ColumnElement[Any]) -> ColumnElement[str]:
    """Return the timestamp of so many `milliseconds`, in the dialect that repositories write."""
    return func.strftime("%Y-%m-%dT%H:%M:%fZ", number / _DAY, type_=Text)


def json_member(column: ColumnElement[Any], name: str) -> ColumnElement[str]:
    """Return a top-level member of a JSON column as SQL, NULL where the text does not parse."""
    return case((func.json_valid(column) == 1, func.json_extract(column, f"$.{name}")))


_catalogue = Table("sqlite_master", MetaData(), Column("name", Text))

_counters = Table("sqlite_sequence", MetaData(), Column("name", Text), Column("seq", Integer))

FAILED_RESULTS_INDEX = "idx_agent_history_errors"

# How a result says that it failed: by a flag, or, in a dialect without one, by its first word.
_FLAGS = ('"is_error":true', '"is_error": true', '"isError":true')
_WORDS = ('":"Error:', '": "Error:')
_ANY_FLAG = '_error":'


def failed_results_sql(prefix: str = "") -> str:
    """Return the SQL that `FAILED_RESULTS_INDEX` indexes: whether a message holds a failed result.

    Results stand in their own column, or as blocks within the content. They are not parsed: within
    a JSON string quotes are escaped, so that a text that speaks of errors is not taken for one.
    What is written here is in the index of every store; another wording needs another migration.
    """
    results, content = _fails(f"{prefix}tool_results"), _fails(f"{prefix}content")
    blocks = f"substr({prefix}content, 1, 1) = '[' AND {content}"
    return f"({prefix}role <> 'assistant' AND ({results} OR ({blocks})))"


def _fails(column: str) -> str:
    flagged = " OR ".join(f"instr({column}, '{flag}') > 0" for flag in _FLAGS)
    said = " OR ".join(f"instr({column}, '{word}') > 0" for word in _WORDS)
    return f"({flagged} OR (({said}) AND instr({column}, '{_ANY_FLAG}') = 0))"


def has_failed_results(table: Any) -> ColumnElement[Any]:
    """Return whether a message of `agent_history` holds a failed result; slow without the index."""
    # No Boolean: that would be compared with 1, and then the index is no longer seen to fit.
    return literal_column(failed_results_sql(f"{table.name}."))


def last_number(table: Table) -> ScalarSelect[Any]:
    """Build the highest number that a numbered table ever gave; also where there is no such table.

    NULL if it gave none.
    """
    query = select(_counters.c.seq).where(_counters.c.name == literal_column(f"'{table.name}'"))
    return query.scalar_subquery()


def has_index(name: str) -> Select[Any]:
    """Build the query that gives a row if the store has an index of that name."""
    return select(_catalogue.c.name).where(_catalogue.c.name == name)
