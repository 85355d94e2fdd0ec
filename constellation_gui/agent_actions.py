"""The actions of the tree of agents, as values."""

from __future__ import annotations

from constellation_gui.action import Action


def _agents(name: str, text: str, tip: str, icon: str | None = None) -> Action:
    return Action(f"agents.{name}", text, tip, icon, needs_store=True)


AGENT_ACTIONS = (
    _agents("expand-all", "&Expand All", "Open every branch of the tree", "expand-all"),
    _agents("collapse-all", "&Collapse All", "Close every branch of the tree", "collapse-all"),
    *(
        _agents(
            f"level-{level}", f"To Level &{level}", f"Show the uppermost levels, down to {level}"
        )
        for level in (1, 2, 3)
    ),
    _agents("filter", "&Filter…", "Show only agents with a text in name, task or model", "filter"),
    _agents("jump", "&Jump by Typing", "Type how an agent's name begins, and go there"),
    _agents(
        "failed", "Only &Failed", "Show only failed agents, or everyone again", "status-failed"
    ),
    _agents(
        "working", "Only &Working", "Show only agents at work, or everyone again", "status-working"
    ),
    _agents("parent", "Go to &Parent", "Go to the agent that started this one"),
    _agents("next-failed", "&Next Failed", "Go to the next failed agent", "next"),
    _agents("previous-failed", "Pre&vious Failed", "Go to the failed agent before", "previous"),
    _agents("zoom-in", "Zoom Timeline &In", "Show less time in more detail"),
    _agents("zoom-out", "Zoom Timeline &Out", "Show more time"),
    _agents("zoom-reset", "Show &Whole Timeline", "Show all the time that the project took"),
)
