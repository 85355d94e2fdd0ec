"""Texts for generated stores: agents' talk, tool output and source files, from one seed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass

_VOCABULARY = (
    "the agent reads a file and changes what it finds there before tests run again because "
    "module parser server client request response failed passed error warning line column value "
    "should return type of each entry in table index query schema migration commit branch review "
    "build calculator login session token cache retry timeout queue worker event output message"
)
_WORDS = tuple(_VOCABULARY.split())
_TOOLS = ("Read", "Edit", "Write", "Bash", "Grep", "Glob", "WebFetch", "Task")
_FOLDERS = ("src", "src/api", "src/components", "tests", "docs", "scripts", "packages/core/lib")
_STEMS = ("app", "server", "client", "parser", "index", "auth", "model", "routes", "store", "view")
# How many lines of a thousand differ between two versions of a large file.
_EDITS = 50
_SUFFIXES = ("ts", "py", "md", "json", "go", "sql", "tsx", "yaml")

EVENT_TYPES = (
    "hook_progress", "agent_tool_call", "tool_executed", "agent_output_chunk", "file_modified",
    "error", "token_count", "iteration_complete", "agent_status_changed", "file_created",
    "project:status_changed", "budget:warning",
)  # fmt: skip
# Most events are of few types, as in real stores.
EVENT_WEIGHTS = (37, 20, 19, 12, 3, 2, 2, 2, 1, 1, 1, 1)


def _sentence(rng: random.Random) -> str:
    words = rng.choices(_WORDS, k=rng.randint(6, 18))
    return " ".join(words).capitalize() + "."


def _prose(rng: random.Random, size: int) -> str:
    """Return Markdown of about `size` characters: paragraphs, lists and a block of code."""
    parts: list[str] = []
    length = 0
    while length < size:
        kind = rng.random()
        if kind < 0.15:
            part = f"## {' '.join(rng.choices(_WORDS, k=4)).title()}"
        elif kind < 0.3:
            part = "\n".join(f"- `{rng.choice(_STEMS)}`: {_sentence(rng)}" for _ in range(3))
        elif kind < 0.4 and size > 500:
            part = "```python\n" + "\n".join(_code(rng, 8)) + "\n```"
        else:
            part = " ".join(_sentence(rng) for _ in range(rng.randint(1, 4)))
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts)[: size + 200]


def _code(rng: random.Random, lines: int) -> list[str]:
    depth = 0
    found = []
    for _ in range(lines):
        depth = max(0, min(4, depth + rng.choice((-1, 0, 0, 1))))
        call, name, value = rng.choice(_STEMS), rng.choice(_WORDS), rng.randint(0, 9_999)
        found.append(f"{'    ' * depth}{name} = {call}.{rng.choice(_WORDS)}({name!r}, {value})")
    return found


def _size(rng: random.Random) -> int:
    """Return a length in characters: mostly some hundred, sometimes several thousand."""
    chance = rng.random()
    if chance < 0.75:
        return rng.randint(40, 240)
    return rng.randint(240, 700) if chance < 0.98 else rng.randint(1_000, 6_000)


def path_of(number: int) -> str:
    """Return the path of a project's file; no two numbers share one."""
    folder = _FOLDERS[number % len(_FOLDERS)]
    stem = _STEMS[number // len(_FOLDERS) % len(_STEMS)]
    return f"/home/dev/work/{folder}/{stem}_{number}.{_SUFFIXES[number % len(_SUFFIXES)]}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts to draw from; making each text anew would take longer than storing it.

    `said` are Markdown, `results` pairs of a tool's output and the same as a JSON string, `calls`
    the `"name":…,"input":…` of a tool call, `data` JSON objects of events without their braces,
    `sources` the lines of files.
    """

    said: list[str]
    results: list[tuple[str, str]]
    calls: list[str]
    data: list[str]
    sources: list[list[str]]

    @classmethod
    def make(cls, seed: int) -> Corpus:
        """Return the texts that belong to `seed`, the same in every run."""
        rng = random.Random(seed)
        results = ["\n".join(_code(rng, max(1, _size(rng) // 55))) for _ in range(1_000)]
        return cls(
            said=[_prose(rng, _size(rng)) for _ in range(2_000)],
            results=[(text, json.dumps(text)) for text in results],
            calls=[_call(rng) for _ in range(500)],
            data=[_event_data(rng) for _ in range(500)],
            sources=[_code(rng, rng.randint(10, 90)) for _ in range(200)],
        )


def _call(rng: random.Random) -> str:
    tool = rng.choice(_TOOLS)
    given: dict[str, object] = {"file_path": path_of(rng.randint(0, 400))}
    if tool in ("Edit", "Write"):
        given |= {"old_string": _sentence(rng), "new_string": _sentence(rng)}
    elif tool == "Bash":
        given = {"command": f"pytest -q tests/test_{rng.choice(_STEMS)}.py"}
    return json.dumps({"name": tool, "input": given}, separators=(",", ":"))[1:-1]


def _event_data(rng: random.Random) -> str:
    data = {"iteration": rng.randint(1, 200), "tool": rng.choice(_TOOLS)}
    if rng.random() < 0.2:
        data |= {"detail": _sentence(rng)}
    return json.dumps(data, separators=(",", ":"))[1:-1]


def two_versions(lines: int) -> tuple[str, str]:
    """Return two versions of a file of that many lines; one in twenty lines is edited."""
    rng = random.Random(11)
    sources = [line for source in Corpus.make(7).sources for line in source]
    old = [f"{sources[n % len(sources)]}  # {n // 7}" for n in range(lines)]
    new = list(old)
    for number in sorted(rng.sample(range(lines), lines * _EDITS // 1_000))[::-1]:
        edit = rng.random()
        if edit < 0.6:
            new[number] += " revised"
        elif edit < 0.8:
            new[number:number] = [f"added {number} {n}" for n in range(rng.randint(1, 6))]
        else:
            del new[number : number + rng.randint(1, 6)]
    return "\n".join(old) + "\n", "\n".join(new) + "\n"
