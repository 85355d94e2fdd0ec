"""What the statuses of projects and agents are called in the language of the interface."""

from __future__ import annotations

from constellation_gui.wording import tr

_WORDS = {
    "created": tr("created", "status"),
    "idle": tr("idle", "status"),
    "running": tr("running", "status"),
    "working": tr("working", "status"),
    "paused": tr("paused", "status"),
    "completed": tr("completed", "status"),
    "failed": tr("failed", "status"),
    "stopped": tr("stopped", "status"),
}


def status_word(status: str) -> str:
    """Return the word for a status; whatever else a store holds as one stays as it is."""
    return _WORDS.get(status, status)


def status_title(status: str) -> str:
    """Return the same as it begins a line."""
    word = status_word(status)
    return word[:1].upper() + word[1:]
