"""The statuses that have a shape, and the name of its icon."""

from __future__ import annotations

from constellation_db import AgentStatus, ProjectStatus

_KNOWN = {status.value for kind in (ProjectStatus, AgentStatus) for status in kind}


def status_icon(status: str | None) -> str:
    """Return the icon's name; whatever else a store holds as a status has the unknown one's."""
    # The name becomes part of a file's: nothing of the store's own may get into it.
    return f"status-{status if status in _KNOWN else 'unknown'}"
