"""Manual pages and completions, told by the commands themselves."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib import import_module

import click
from click.shell_completion import get_completion_class
from workshop import COMMANDS, VERSION, epoch

_MODULES = {
    "constellation-gui": "constellation_gui.command_line",
    "constellation-db": "constellation_db.cli",
}
_SHORT = {
    "constellation-gui": "see what a fleet of AI agents did",
    "constellation-db": "look after stores of agent runs",
}
_FILES = {
    "constellation-gui": (
        ("~/.constellation/constellation.db", "the store of the platform, opened if none is named"),
        ("~/.config/constellation-gui/preferences.json", "what you chose"),
        ("~/.local/state/constellation-gui/", "where you left off, and the log"),
        ("~/.cache/constellation-gui/", "the sample store"),
    ),
    "constellation-db": (
        ("~/.constellation/constellation.db", "the store of the platform, used if none is named"),
    ),
}
SHELLS = ("bash", "zsh", "fish")


def manual(name: str) -> str:
    """Return the manual page of a command, in roff."""
    command = _command(name)
    day = datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%d")
    other = next(each for each in COMMANDS if each != name)
    lines = [
        f'.TH {name.upper()} 1 "{day}" "Constellation {VERSION}" "User Commands"',
        ".SH NAME",
        f"{_roff(name)} \\- {_SHORT[name]}",
        ".SH SYNOPSIS",
        f".B {_roff(name)}",
        _roff(_usage(command, name)),
        ".SH DESCRIPTION",
        *_paragraphs(command),
        ".SH OPTIONS",
        *_options(command),
    ]
    if isinstance(command, click.Group):
        lines.append(".SH COMMANDS")
        for each in sorted(command.commands.values(), key=lambda each: each.name or ""):
            usage = f"{each.name} {_usage(each, each.name or '')}"
            lines += [f".SS {_roff(usage)}", *_paragraphs(each), *_options(each)]
    lines.append(".SH FILES")
    for path, what in _FILES[name]:
        lines += [".TP", f".I {_roff(path)}", _roff(what)]
    lines += [".SH SEE ALSO", f".BR {_roff(other)} (1)"]
    return "\n".join(lines) + "\n"


def completion(name: str, shell: str) -> str:
    """Return what makes a shell complete a command's options and commands."""
    variable = f"_{name.upper().replace('-', '_')}_COMPLETE"
    kind = get_completion_class(shell)
    assert kind is not None
    told = kind(_command(name), {}, name, variable)
    return str(told.source_template % told.source_vars())


def _command(name: str) -> click.Command:
    command = import_module(_MODULES[name]).main
    assert isinstance(command, click.Command)
    return command


def _usage(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name)
    return " ".join(command.collect_usage_pieces(context))


def _paragraphs(command: click.Command) -> list[str]:
    text = (command.help or "").split("\f")[0]
    parts = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    return [line for part in parts for line in (".PP", _roff(part))]


def _options(command: click.Command) -> list[str]:
    context, lines = click.Context(command), []
    for parameter in command.get_params(context):
        told = parameter.get_help_record(context)
        if told is not None:
            lines += [".TP", f".B {_roff(told[0])}", _roff(told[1])]
    return lines


def _roff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti")
    return re.sub(r"^([.'])", r"\\&\1", text)
