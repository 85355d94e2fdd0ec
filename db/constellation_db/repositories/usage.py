"""The tokens that messages say they used, from both dialects of `usage`, as SQL.

SQLite takes the JSON apart: hundreds of thousands of messages in a fraction of a second, without
the interpreter. Text that does not parse is counted, never an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, and_, case, cast, func, or_, select

from constellation_db.overview_rows import Scope, UsageGroup
from constellation_db.repositories.scopes import within
from constellation_db.repositories.values import as_text, as_whole
from constellation_db.schema import agent_history as table
from constellation_db.schema import chronological, json_member

# A kind of token by its names in the dialects.
_INPUT = ("input_tokens", "inputTokens")
_OUTPUT = ("output_tokens", "outputTokens")
_CACHE_READ = ("cache_read_input_tokens",)
_CACHE_WRITE = ("cache_creation_input_tokens",)
_TOTAL = ("totalTokens",)
# What writers store where they have nothing to say.
_NOTHING = ("", "[]", "{}", "null")


def by_time(scope: Scope, length: int) -> Select[Any]:
    """Build the query of tokens by span of time; `length` characters of a time name a span."""
    span = func.substr(chronological(table), 1, length)
    divided = [_tokens(names) for names in (_INPUT, _OUTPUT, _CACHE_READ, _CACHE_WRITE)]
    total = _tokens(_TOTAL)
    alone = and_(total.is_not(None), *(kind.is_(None) for kind in divided))
    told = or_(total.is_not(None), *(kind.is_not(None) for kind in divided))
    return (
        select(
            span,
            func.sum(case((told, 1), else_=0)),
            *(func.sum(kind) for kind in divided),
            func.sum(case((alone, total))),
            func.sum(case((told, 0), else_=1)),
        )
        .where(within(scope, table), table.c.usage.is_not(None), table.c.usage.not_in(_NOTHING))
        .group_by(span)
        .order_by(span)
    )


def groups(rows: Iterable[Any]) -> list[UsageGroup]:
    """Return the rows of the query as values."""
    found = []
    for name, messages, *tokens, unreadable in rows:
        given, made, read, written, undivided = map(as_whole, tokens)
        start = as_text(name) or ""
        found.append(UsageGroup(start, messages, given, made, read, written, undivided, unreadable))
    return found


def _tokens(names: tuple[str, ...]) -> ColumnElement[Any]:
    """Return how many tokens of a kind a message tells, NULL if it does not."""
    members = [json_member(table.c.usage, name) for name in names]
    # As they are, whole numbers would overflow where a hostile one is large enough.
    return cast(members[0] if len(members) == 1 else func.coalesce(*members), Float)
