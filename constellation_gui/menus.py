"""The menus and the toolbar, as values: which actions they hold."""

from __future__ import annotations

from constellation_gui.action import SEPARATOR, Entry
from constellation_gui.diff_actions import DIFF_MENU
from constellation_gui.wording import tr

RECENT = tr("Open &Recent")
"""What the menu of stores that were opened is called."""

MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        tr("&File"),
        (
            "file.new-window",
            SEPARATOR,
            "file.open",
            "file.open-new-window",
            (RECENT, (SEPARATOR, "file.forget")),
            "file.sample",
            SEPARATOR,
            "file.import",
            "file.follow",
            SEPARATOR,
            "file.backup",
            "file.export",
            "file.restore",
            SEPARATOR,
            "file.close",
            "file.quit",
        ),
    ),
    (
        tr("&Edit"),
        (
            *("edit.copy", "edit.copy-name", "edit.copy-id", "edit.copy-link", SEPARATOR),
            *("edit.filter", SEPARATOR, "edit.preferences"),
        ),
    ),
    (
        tr("&View"),
        (
            "view.projects",
            "view.agents",
            "view.details",
            SEPARATOR,
            "view.refresh",
            "view.live",
            SEPARATOR,
            "view.zoom-in",
            "view.zoom-out",
            "view.zoom-reset",
            (tr("&Theme"), ("theme.system", "theme.light", "theme.dark")),
        ),
    ),
    (
        tr("&Go"),
        (
            "go.back",
            "go.forward",
            SEPARATOR,
            "go.anything",
            "go.link",
            SEPARATOR,
            "go.overview",
            "go.transcript",
            "go.files",
            "go.events",
            "go.changes",
            SEPARATOR,
            "go.next-pane",
            "go.previous-pane",
        ),
    ),
    (
        tr("&Agents"),
        (
            "agents.expand-all",
            "agents.collapse-all",
            "agents.level-1",
            "agents.level-2",
            "agents.level-3",
            SEPARATOR,
            "agents.filter",
            "agents.jump",
            "agents.failed",
            "agents.working",
            SEPARATOR,
            "agents.parent",
            "agents.next-failed",
            "agents.previous-failed",
            SEPARATOR,
            "agents.zoom-in",
            "agents.zoom-out",
            "agents.zoom-reset",
        ),
    ),
    DIFF_MENU,
    (
        tr("&Database"),
        ("database.statistics", SEPARATOR, "database.index", "database.drop-index"),
    ),
    (tr("&Help"), ("help.keys", SEPARATOR, "help.log", "help.log-folder", SEPARATOR, "help.about")),
)
TOOLBAR = ("go.back", "go.forward", SEPARATOR, "file.open", "file.backup", "database.statistics")
