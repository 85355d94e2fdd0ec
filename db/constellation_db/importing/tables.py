"""The import's own tables as SQLAlchemy Core sees them; `m017` and `m018` create them.

Apart from `schema.metadata`: they are no part of what a store is counted or copied by.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text

_metadata = MetaData()

files = Table(
    "import_files",
    _metadata,
    Column("path", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("state", Text, nullable=False),
)

calls = Table(
    "import_calls",
    _metadata,
    Column("call_id", Text, primary_key=True),
    Column("session", Text, nullable=False),
    Column("caller", Text, nullable=False),
    Column("title", Text),
    Column("prompt", Text),
    Column("child", Text),
)

starts = Table(
    "import_starts",
    _metadata,
    Column("child", Text, primary_key=True),
    Column("session", Text, nullable=False),
    Column("prompt", Text),
    Column("call_id", Text),
)

# Whose messages were changed in place.
changes = Table(
    "import_changes",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("agent_id", Text, nullable=False),
)
