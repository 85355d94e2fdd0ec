"""Which stretches of a piece of code are keywords, names, strings: Pygments, within bounds.

Its lexers are regular expressions of many hands, and a match holds the interpreter until it is
done: only short pieces of short lines are given to them, in languages that people write.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from constellation_gui.models.inks import NO_RUNS, Ink, Run, Runs

LONGEST = 20_000  # characters
_LONGEST_LINE = 400

_ALIASES = {
    "sh": "bash", "shell": "bash", "zsh": "bash", "console": "bash", "js": "javascript",
    "jsx": "javascript", "mjs": "javascript", "ts": "typescript", "tsx": "typescript",
    "py": "python", "python3": "python", "yml": "yaml", "rs": "rust", "golang": "go",
    "c++": "cpp", "h": "c", "hpp": "cpp", "cs": "csharp", "c#": "csharp", "rb": "ruby",
    "kt": "kotlin", "jsonc": "json", "json5": "json", "patch": "diff", "docker": "dockerfile",
    "make": "makefile", "ex": "elixir", "exs": "elixir", "heex": "html", "svg": "xml",
    "ps1": "powershell", "postgres": "sql", "sqlite": "sql",
}  # fmt: skip
_ENDINGS = {
    "cc": "cpp", "cxx": "cpp", "hh": "cpp", "hxx": "cpp", "clj": "clojure", "erl": "erlang",
    "gql": "graphql", "hs": "haskell", "htm": "html", "cfg": "ini", "conf": "ini", "jl": "julia",
    "cts": "typescript", "mts": "typescript", "cjs": "javascript", "mk": "makefile", "pl": "perl",
    "m": "objective-c", "ml": "ocaml", "proto": "protobuf", "pyi": "python", "sass": "scss",
    "kts": "kotlin", "tf": "terraform", "jsonl": "json",
}  # fmt: skip
_LANGUAGES = frozenset((
    "bash", "c", "clojure", "cpp", "csharp", "css", "dart", "diff", "dockerfile", "elixir",
    "erlang", "go", "graphql", "groovy", "haskell", "html", "ini", "java", "javascript", "json",
    "julia", "kotlin", "lua", "makefile", "nix", "objective-c", "ocaml", "perl", "php",
    "powershell", "protobuf", "python", "r", "ruby", "rust", "scala", "scss", "sql", "swift",
    "terraform", "toml", "typescript", "xml", "yaml", "zig",
))  # fmt: skip


def language(name: str) -> str:
    """Return the language that a name stands for, empty if it is none that is coloured."""
    found = _ALIASES.get(name.lower(), name.lower())
    return found if found in _LANGUAGES else ""


def language_of(path: str) -> str:
    """Return the language that a file's name tells, empty if it is none that is coloured."""
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    _stem, dot, ending = name.rpartition(".")
    if not dot:
        return name if name in ("dockerfile", "makefile") else ""
    return language(_ENDINGS.get(ending, ending))


def is_colourable(code: str, name: str) -> bool:
    """Whether `code_runs` would look into a piece of code."""
    return bool(language(name)) and len(code) <= LONGEST


def code_runs(code: str, name: str) -> Runs:
    """Return the inks of code in a language; none where there is too much of it.

    Takes up to some 20 ms: for worker threads.
    """
    if not is_colourable(code, name) or max(map(len, code.split("\n"))) > _LONGEST_LINE:
        return NO_RUNS
    return Runs(_runs(_lexer(language(name)), code))


def _runs(lexer: Any, code: str) -> Iterator[Run]:
    start, length, ink = 0, 0, None
    for place, token, text in lexer.get_tokens_unprocessed(code):
        found = _ink(token)
        if found is ink and place == start + length:
            length += len(text)
            continue
        if ink is not None:
            yield Run(start, length, ink)
        start, length, ink = place, len(text), found
    if ink is not None:
        yield Run(start, length, ink)


@cache
def _lexer(name: str) -> Any:
    # Loaded when the first piece of code is seen: it takes twenty milliseconds.
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(name)


@cache
def _ink(token: Any) -> Ink | None:
    """Return the ink of a kind of token, or of the nearest kind that it is one of."""
    from pygments.token import Token

    inks = {
        Token.Keyword: Ink.KEYWORD,
        Token.Operator.Word: Ink.KEYWORD,
        Token.Name.Tag: Ink.KEYWORD,
        Token.Name.Function: Ink.NAME,
        Token.Name.Class: Ink.NAME,
        Token.Name.Decorator: Ink.NAME,
        Token.Name.Builtin: Ink.NAME,
        Token.Name.Attribute: Ink.NAME,
        Token.Generic.Heading: Ink.NAME,
        Token.Generic.Subheading: Ink.NAME,
        Token.Generic.Inserted: Ink.ADDED,
        Token.Generic.Deleted: Ink.REMOVED,
        Token.Literal.String: Ink.STRING,
        Token.Literal.Number: Ink.NUMBER,
        Token.Keyword.Constant: Ink.NUMBER,
        Token.Comment: Ink.COMMENT,
    }
    while token is not Token and token is not None:
        if token in inks:
            return inks[token]
        token = token.parent
    return None
