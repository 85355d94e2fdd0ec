"""What is shown for the words that stores have for statuses, roles and kinds of outputs."""

from __future__ import annotations

from constellation_db import AgentStatus, MessageRole, OutputType, ProjectStatus
from constellation_gui.wording import tr

STATUSES: dict[str, str] = {
    ProjectStatus.CREATED: tr("created", "status"),
    ProjectStatus.RUNNING: tr("running", "status"),
    ProjectStatus.PAUSED: tr("paused", "status"),
    ProjectStatus.COMPLETED: tr("completed", "status"),
    ProjectStatus.FAILED: tr("failed", "status"),
    ProjectStatus.STOPPED: tr("stopped", "status"),
    AgentStatus.IDLE: tr("idle", "status"),
    AgentStatus.WORKING: tr("working", "status"),
}
ROLES: dict[str, str] = {
    MessageRole.USER: tr("user", "who speaks"),
    MessageRole.ASSISTANT: tr("assistant", "who speaks"),
    MessageRole.TOOL: tr("tool", "who speaks"),
    "system": tr("system", "who speaks"),
    "deleted": tr("deleted", "a message"),
}
KINDS: dict[str, str] = {
    OutputType.FILE: tr("file"),
    OutputType.ARTIFACT: tr("artifact"),
    OutputType.LOG: tr("log", "a kind of file"),
}


def status_name(status: str | None) -> str:
    """Return what a status is called; one that nobody knows is called what the store holds."""
    return STATUSES.get(status or "", status or "")


def status_title(status: str) -> str:
    """Return what a status is called at the beginning of a line."""
    return capital(status_name(status))


def role_name(role: str) -> str:
    """Return how whoever speaks is called."""
    return ROLES.get(role, role)


def role_title(role: str) -> str:
    """Return how whoever speaks is called at the beginning of a line."""
    return capital(ROLES[role]) if role in ROLES else role.capitalize()


def capital(text: str) -> str:
    """Return a text with a capital letter first; the rest stays as it is."""
    return text[:1].upper() + text[1:]
