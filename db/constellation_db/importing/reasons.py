"""Why a record was skipped, or kept as something else: one of a few reasons, and what it was about.

The reasons are known here, each in one piece, so that they can be counted and translated.
"""

from __future__ import annotations

UNFINISHED = "an unfinished last line"
NO_OBJECT = "no JSON object"
NO_OBJECTS = "messages that are no objects"
UNKNOWN = "unknown kind of record, kept as an event"
UNREADABLE = "the file cannot be read"
NO_SESSION = "it names no session"
NO_SPANS = "it holds no spans and no logs"
NO_IDS = "spans without ids"
NO_EVENT_IDS = "events without ids"
NO_HISTORY = "it holds neither a history nor steps"

REASONS = (
    *(UNFINISHED, NO_OBJECT, NO_OBJECTS, UNKNOWN, UNREADABLE),
    *(NO_SESSION, NO_SPANS, NO_IDS, NO_EVENT_IDS, NO_HISTORY),
)

_BETWEEN = ": "


def because(reason: str, *details: object) -> str:
    """Return a reason with what it is about: `no JSON object: message 2`."""
    return _BETWEEN.join([reason, *map(str, details)])


def parted(told: str) -> tuple[str, str]:
    """Return what `because` was given: the reason, and the details, "" where there are none."""
    reason, _between, details = told.partition(_BETWEEN)
    return reason, details
