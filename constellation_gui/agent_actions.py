"""The actions of the tree of agents, as values."""

from __future__ import annotations

from constellation_gui.action import Action
from constellation_gui.wording import tr


def _agents(name: str, text: str, tip: str, icon: str | None = None) -> Action:
    return Action(f"agents.{name}", text, tip, icon, needs_store=True)


AGENT_ACTIONS = (
    _agents("expand-all", tr("&Expand All"), tr("Open every branch of the tree"), "expand-all"),
    _agents(
        "collapse-all", tr("&Collapse All"), tr("Close every branch of the tree"), "collapse-all"
    ),
    *(
        _agents(
            f"level-{level}",
            tr("To Level &{level}").format(level=level),
            tr("Show the uppermost levels, down to {level}").format(level=level),
        )
        for level in (1, 2, 3)
    ),
    _agents(
        "filter",
        tr("&Filter…"),
        tr("Show only agents with a text in name, task or model"),
        "filter",
    ),
    _agents("jump", tr("&Jump by Typing"), tr("Type how an agent's name begins, and go there")),
    _agents(
        "failed",
        tr("Only &Failed"),
        tr("Show only failed agents, or everyone again"),
        "status-failed",
    ),
    _agents(
        "working",
        tr("Only &Working"),
        tr("Show only agents at work, or everyone again"),
        "status-working",
    ),
    _agents("parent", tr("Go to &Parent"), tr("Go to the agent that started this one")),
    _agents("next-failed", tr("&Next Failed"), tr("Go to the next failed agent"), "next"),
    _agents(
        "previous-failed", tr("Pre&vious Failed"), tr("Go to the failed agent before"), "previous"
    ),
    _agents("zoom-in", tr("Zoom Timeline &In"), tr("Show less time in more detail")),
    _agents("zoom-out", tr("Zoom Timeline &Out"), tr("Show more time")),
    _agents(
        "zoom-reset", tr("Show &Whole Timeline"), tr("Show all the time that the project took")
    ),
)
