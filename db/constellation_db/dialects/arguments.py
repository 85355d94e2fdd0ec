"""A tool call's input as a person reads it: the argument that matters, and all of it in full."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

# The argument that says what a call is about, the most telling first; writers agree on no names.
_TELLING = (
    "file_path",
    "notebook_path",
    "path",
    "file_name",
    "command",
    "cmd",
    "pattern",
    "query",
    "url",
    "description",
    "subject",
    "skill",
    "prompt",
    "task",
    "title",
    "message",
    "plan",
    "input",
)
# Searches say what as well as where, and the place alone would say too little.
_SOUGHT = ("pattern", "query", "regex")
_PLACES = ("path", "glob", "directory")

_ARGUMENT_LENGTH = 300  # characters; more than the widest line shows
_DEEPEST_INDENT = 24  # levels; an indent for each of hundreds would be megabytes of blanks


def as_id(value: Any) -> str | None:
    """Return an id as text, None where there is none."""
    return None if value is None or value == "" else str(value)


def main_argument(given: Any) -> str:
    """Return what a call is about on one line; empty if its input says nothing."""
    if isinstance(given, str):
        return first_line(given)
    if not isinstance(given, Mapping):
        return "" if given is None else first_line(_line(given))
    sought = next((name for name in _SOUGHT if given.get(name)), None)
    if sought is not None:
        place = next((given[name] for name in _PLACES if given.get(name)), None)
        found = first_line(_line(given[sought]))
        return found if place is None else f"{found}  in  {first_line(_line(place))}"
    for name in _TELLING:
        value = given.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return first_line(str(value))
        if isinstance(value, list) and value and all(isinstance(word, str) for word in value):
            return first_line(" ".join(value))
    return _otherwise(given)


def _otherwise(given: Mapping[str, Any]) -> str:
    """Return the first text among the input, or how many of what it lists."""
    for value in given.values():
        if isinstance(value, str) and value.strip():
            return first_line(value)
    for name, value in given.items():
        if isinstance(value, list):
            return f"{len(value)} {name}"
    return ""


def _line(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def first_line(text: str) -> str:
    """Return the first line of a text that is not empty, with an ellipsis if there is more."""
    head = text.lstrip()
    line = head[:_ARGUMENT_LENGTH].partition("\n")[0].rstrip()
    return line if len(line) == len(head.rstrip()) else f"{line} …"


def details(given: Any) -> str:
    """Return all of a call's input: a line for each argument, text of several lines as it is."""
    return "\n".join(text for text, _is_json in _arguments(given))


def nested(given: Any) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the details that are JSON on lines of its own."""
    found: list[tuple[int, int]] = []
    place = 0
    for text, is_json in _arguments(given):
        if is_json:
            found.append((place, place + len(text)))
        place += len(text) + 1
    return tuple(found)


def _arguments(given: Any) -> Iterator[tuple[str, bool]]:
    """Give the lines of a call's input, and whether they are JSON of several lines."""
    if isinstance(given, str):
        yield given, False
    elif isinstance(given, Mapping):
        for name, value in given.items():
            yield from _argument(name, value)
    elif given is not None:
        yield pretty(given), isinstance(given, list)


def _argument(name: str, value: Any) -> Iterator[tuple[str, bool]]:
    is_json = isinstance(value, (list, Mapping)) and bool(value)
    if isinstance(value, str):
        text = value
    else:
        text = pretty(value) if is_json else json.dumps(value, ensure_ascii=False)
    if "\n" not in text:
        yield f"{name}: {text}", False
        return
    yield f"{name}:", False
    yield "\n".join(f"    {line}" for line in text.rstrip("\n").split("\n")), is_json


def pretty(value: Any) -> str:
    """Return a JSON value on indented lines; those beyond some depth begin where that one does."""
    if any(depth > _DEEPEST_INDENT for depth in _depths(value)):
        return "".join(_deep(value))
    return json.dumps(value, ensure_ascii=False, indent=2)


def _deep(value: Any) -> Iterator[str]:
    """Give the pieces of a JSON text, without recursion: what was parsed may be too deep for it."""
    waiting: list[tuple[bool, Any, int]] = [(False, value, 0)]
    while waiting:
        is_text, inner, depth = waiting.pop()
        if is_text:
            yield inner
            continue
        pair, members = _members(inner)
        if not members:
            yield pair or json.dumps(inner, ensure_ascii=False)
            continue
        waiting.append((True, _line_feed(depth) + pair[1], depth))
        for place in range(len(members) - 1, -1, -1):
            name, member = members[place]
            before = "," if place else pair[0]
            waiting.append((False, member, depth + 1))
            waiting.append((True, f"{before}{_line_feed(depth + 1)}{name}", depth))


def _members(value: Any) -> tuple[str, list[tuple[str, Any]]]:
    """Return a list's or an object's brackets and what is in it, each with what names it."""
    if isinstance(value, list):
        return "[]", [("", member) for member in value]
    if isinstance(value, Mapping):
        names = ((json.dumps(name, ensure_ascii=False), name) for name in value)
        return "{}", [(f"{written}: ", value[name]) for written, name in names]
    return "", []


def _line_feed(depth: int) -> str:
    return "\n" + "  " * min(depth, _DEEPEST_INDENT)


def _depths(value: Any) -> Iterator[int]:
    """Give the depth of every list and object, without recursion."""
    waiting = [(value, 0)]
    while waiting:
        inner, depth = waiting.pop()
        if isinstance(inner, (list, Mapping)):
            yield depth
            children = inner.values() if isinstance(inner, Mapping) else inner
            waiting.extend((child, depth + 1) for child in children)
