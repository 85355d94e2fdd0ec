"""Signs in SQL: the searches by which messages that bear one are found."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, func, literal, or_

from constellation_db.records import MessageRole
from constellation_db.repositories.conditions import Condition, contains
from constellation_db.schema import agent_history as table
from constellation_db.signs import Sign, SignKind

Clause = Callable[[], ColumnElement[bool]]

_COLUMNS = ("content", "tool_calls", "tool_results")
_BLANKS = " \t\r\n"
# How writers mark a failure, whatever their case and blanks.
_FAILURES = ('%error":true%', '%error": true%', '%"error"%', "%error:%")
# A word of JSON's own that nearly every result has, and what tells that others may be within it.
_FLAG = '"is_error":'
_NESTING = ('%":{%', '%":[%', '%": {%', '%": [%')
_CALLS = ('%tool_use"%', '%function_call"%')


@dataclass(frozen=True, slots=True)
class Way:
    """One search: its WHERE, what of it is `surely` right, and what both are given.

    `name` tells its statement from others.
    """

    name: Hashable
    holds: Clause
    surely: Clause
    parameters: dict[str, Any]


def ways(sign: Sign) -> tuple[Way, ...]:
    """Return the searches for a sign: several where a term may be written in several ways."""
    if sign.kind is not SignKind.TEXT:
        return _WAYS[sign.kind]
    return tuple(_way(variant, sign) for variant in spellings(sign.term))


def spellings(term: str) -> tuple[str, ...]:
    """Return how a term may be written: as it is, and as JSON escapes it."""
    escaped = (json.dumps(term, ensure_ascii=plain)[1:-1] for plain in (True, False))
    return tuple(dict.fromkeys([term, *escaped]))


def _way(variant: str, sign: Sign) -> Way:
    term, match_case = sign.term, sign.match_case
    each = [contains(table.c[name], variant, nul=name == "content") for name in _COLUMNS]
    plain = variant == term and "pattern" in each[0].parameters and _stays_as_it_is(term)
    sure = plain and not sign.doubted
    flag = "pattern" in each[0].parameters and term.lower() in _FLAG
    parameters = dict(each[0].parameters)
    if sure and match_case:
        parameters["term"] = term
    return Way(
        name=("text", each[0].name, flag, sure, sure and match_case),
        holds=lambda: or_(*(one.build() for one in each[:-1]), _in_results(each[-1], flag)),
        surely=(lambda: _in_plain_content(match_case)) if sure else _never,
        parameters=parameters,
    )


def _in_results(found: Condition, flag: bool) -> ColumnElement[bool]:
    """Whether the term stands in results; with `flag`, not in the word of each result alone.

    Parsing every result only to find that the word "error" is in its flag would take ten times as
    long. Where the word may be part of what a tool answered, it counts.
    """
    holds = found.build()
    if not flag:
        return holds
    results = table.c.tool_results
    without = func.replace(results, literal(_FLAG), literal("")).like(
        bindparam("pattern"), escape="\\"
    )
    nested = or_(*(results.like(literal(pattern)) for pattern in _NESTING))
    return and_(holds, or_(without, nested, func.json_valid(results) == literal(0)))


def _stays_as_it_is(term: str) -> bool:
    """Whether a term that stands in plain content is shown as it stands there."""
    return term.isascii() and term.isprintable() and term == term.strip() and not {*term} & {*"<>"}


def _in_plain_content(match_case: bool) -> ColumnElement[bool]:
    """Whether the term stands in content that is neither JSON nor coloured for a terminal."""
    content = table.c.content
    first = func.substr(func.ltrim(content, literal(_BLANKS)), 1, 1)
    conditions = [
        content.like(bindparam("pattern"), escape="\\"),
        first.not_in(("[", "{")),
        func.instr(content, func.char(27)) == literal(0),
    ]
    if match_case:
        conditions.append(func.instr(content, bindparam("term", type_=Text)) > literal(0))
    return func.coalesce(and_(*conditions), literal(0))


def _never() -> ColumnElement[bool]:
    return literal(0) == literal(1)


def _always() -> ColumnElement[bool]:
    return literal(1) == literal(1)


def _by_user() -> ColumnElement[bool]:
    return table.c.role == literal(MessageRole.USER.value)


def _calling() -> ColumnElement[bool]:
    # Some writers store '[]' or 'null' where there is no call.
    calls = func.trim(table.c.tool_calls, literal(_BLANKS))
    return calls.not_in(("", "[]", "null")) | (
        _is_blocks() & or_(*(table.c.content.like(literal(pattern)) for pattern in _CALLS))
    )


def _failing() -> ColumnElement[bool]:
    content, results = (
        or_(*(column.like(literal(pattern)) for pattern in _FAILURES))
        for column in (table.c.content, table.c.tool_results)
    )
    answers = (table.c.role == literal(MessageRole.TOOL.value)) | _is_blocks()
    return results | (answers & content)


def _is_blocks() -> ColumnElement[bool]:
    return func.substr(func.ltrim(table.c.content, literal(_BLANKS)), 1, 1) == literal("[")


_WAYS = {
    SignKind.ANYTHING: (Way("any", _always, _never, {}),),
    SignKind.USER: (Way("user", _by_user, _always, {}),),
    SignKind.CALL: (Way("calling", _calling, _never, {}),),
    SignKind.FAILURE: (Way("failing", _failing, _never, {}),),
}
