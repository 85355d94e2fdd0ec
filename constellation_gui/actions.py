"""Every action of the window, declared once as a value, and the menus that hold them."""

from __future__ import annotations

from constellation_gui.action import SEPARATOR, Action, Entry
from constellation_gui.agent_actions import AGENT_ACTIONS
from constellation_gui.diff_actions import DIFF_ACTIONS, DIFF_MENU
from constellation_gui.place import Tab

__all__ = ["ACTIONS", "MENUS", "SEPARATOR", "TOOLBAR", "Action", "Entry"]


def _tab(tab: Tab, number: int, what: str) -> Action:
    return Action(
        f"go.{tab}",
        f"&{tab.capitalize()}",
        f"Show {what}",
        shortcuts=(f"Ctrl+{number}",),
        needs_store=True,
    )


def _pane(name: str, what: str) -> Action:
    return Action(
        f"view.{name}",
        f"Show &{name.capitalize()}",
        f"Show or hide {what}",
        checkable=True,
        needs_store=True,
    )


def _theme(name: str, what: str) -> Action:
    return Action(f"theme.{name}", f"&{name.capitalize()}", what, checkable=True, choice="theme")


def _copy(part: str, tip: str) -> Action:
    return Action(f"edit.copy-{part}", f"Copy {part.capitalize()}", tip, "copy", needs_store=True)


ACTIONS = (
    Action(
        "file.new-window",
        "New &Window",
        "Show the same in another window, with places of its own",
        None,
        ("Ctrl+N",),
    ),
    Action("file.open", "&Open…", "Open a store", "open", ("Ctrl+O",)),
    Action(
        "file.open-new-window",
        "Open in &New Window…",
        "Open a store beside this one",
        None,
        ("Ctrl+Shift+O",),
    ),
    Action("file.sample", "Open &Sample", "Open a store of made-up runs to look around", "sample"),
    Action(
        "file.backup",
        "&Backup…",
        "Write a verified copy of the store, while runs go on writing",
        "backup",
        ("Ctrl+B",),
        needs_store=True,
    ),
    Action(
        "file.export",
        "&Export…",
        "Write a transcript, a table or a part of the store to a file",
        "export",
        ("Ctrl+E",),
        needs_store=True,
    ),
    Action(
        "file.import",
        "&Import…",
        "Bring in sessions that coding agents left on this computer",
        "import",
        ("Ctrl+Shift+I",),
    ),
    Action(
        "file.follow",
        "&Keep Following Sessions",
        "Import what is added to the sessions that were imported, while this window is open",
        "live",
        checkable=True,
    ),
    Action(
        "file.restore",
        "&Restore from Backup…",
        "Put a backup in the place of the store, which is kept",
        needs_store=True,
    ),
    Action("file.forget", "&Clear Recent", "Forget the stores that were opened"),
    Action("file.close", "Close Win&dow", "Close this window", None, ("Ctrl+W",)),
    Action("file.quit", "&Quit", "Close all windows", "quit", ("Ctrl+Q",)),
    Action("edit.copy", "&Copy", "Copy what is selected", "copy", ("Ctrl+C",), needs_store=True),
    _copy("name", "Copy the name of the row that is selected in a list"),
    _copy("id", "Copy the id of the row that is selected in a list"),
    Action(
        "edit.copy-link",
        "Copy &Link",
        "Copy the address of this place; --place opens it",
        "link",
        ("Ctrl+Shift+C",),
        needs_store=True,
    ),
    Action(
        "edit.filter",
        "&Filter Projects",
        "Narrow the list of projects",
        "search",
        ("Ctrl+F",),
        needs_store=True,
    ),
    Action(
        "edit.preferences",
        "&Preferences…",
        "Choose how everything looks and reads",
        "preferences",
        ("Ctrl+,",),
    ),
    _pane("projects", "the list of projects"),
    _pane("agents", "the tree of agents"),
    _pane("details", "overview, conversations, files and events"),
    Action(
        "view.refresh",
        "&Refresh",
        "Read again what is shown",
        "refresh",
        ("F5", "Ctrl+R"),
        needs_store=True,
    ),
    Action(
        "view.live",
        "&Follow Changes",
        "Show what runs write as they write it",
        "live",
        checkable=True,
        needs_store=True,
    ),
    Action(
        "view.zoom-in", "Zoom &In", "Show everything larger", "zoom-in", ("Ctrl++", "Ctrl+=")
    ),
    Action("view.zoom-out", "Zoom &Out", "Show everything smaller", "zoom-out", ("Ctrl+-",)),
    Action("view.zoom-reset", "&Actual Size", "Zoom to 100 %", "zoom-reset", ("Ctrl+0",)),
    _theme("system", "Look as the desktop does"),
    _theme("light", "Dark text on a light ground"),
    _theme("dark", "Light text on a dark ground"),
    Action(
        "go.back",
        "&Back",
        "Go to the place before this one",
        "back",
        ("Alt+Left", "Back"),
        needs_store=True,
    ),
    Action(
        "go.forward",
        "F&orward",
        "Go to the place after this one",
        "forward",
        ("Alt+Right", "Forward"),
        needs_store=True,
    ),
    Action(
        "go.anything",
        "Go to &Anything…",
        "Find an action, a project, an agent or a file by a few letters",
        "search",
        ("Ctrl+K", "Ctrl+P"),
    ),
    Action(
        "go.link",
        "Open &Link…",
        "Go to an address that was copied, or is typed",
        "link",
        ("Ctrl+L", "Ctrl+V"),
        needs_store=True,
    ),
    _tab(Tab.OVERVIEW, 1, "what a project or an agent is, and what it took"),
    _tab(Tab.TRANSCRIPT, 2, "what the agent and others said"),
    _tab(Tab.FILES, 3, "the files that came out, and what changed in them"),
    _tab(Tab.EVENTS, 4, "what happened, in order"),
    Action(
        "go.changes",
        "C&hanges",
        "Show all that the agent or the project changed, and the files as of any time",
        "diff",
        ("Ctrl+D",),
        needs_store=True,
    ),
    Action(
        "go.next-pane", "&Next Pane", "Move the keyboard to the next pane", None, ("F6",),
        needs_store=True,
    ),
    Action(
        "go.previous-pane", "&Previous Pane", "Move the keyboard to the pane before", None,
        ("Shift+F6",),
        needs_store=True,
    ),
    *AGENT_ACTIONS,
    *DIFF_ACTIONS,
    Action(
        "database.statistics",
        "&Statistics",
        "Sizes, rows and migrations of the store",
        "statistics",
        ("Ctrl+I",),
        needs_store=True,
    ),
    Action(
        "database.index",
        "Build Search &Index",
        "Make finding text in all messages instant, or bring the index that does up to date",
        needs_store=True,
    ),
    Action(
        "database.drop-index",
        "&Drop Search Index",
        "Remove the index of this store's messages; finding text takes longer without it",
        needs_store=True,
    ),
    Action("help.keys", "&Keys", "Every key and what it does", "keys", ("?", "F1")),
    Action(
        "help.log", "Open &Log", "What Constellation did and what went wrong; no contents", "log"
    ),
    Action(
        "help.log-folder", "Show Log &Folder", "The folder with the log and older ones", "folder"
    ),
    Action("help.about", "&About Constellation", "Versions and where things are kept", "info"),
)  # fmt: skip

MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "&File",
        (
            "file.new-window",
            SEPARATOR,
            "file.open",
            "file.open-new-window",
            ("Open &Recent", (SEPARATOR, "file.forget")),
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
        "&Edit",
        (
            *("edit.copy", "edit.copy-name", "edit.copy-id", "edit.copy-link", SEPARATOR),
            *("edit.filter", SEPARATOR, "edit.preferences"),
        ),
    ),
    (
        "&View",
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
            ("&Theme", ("theme.system", "theme.light", "theme.dark")),
        ),
    ),
    (
        "&Go",
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
        "&Agents",
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
        "&Database",
        ("database.statistics", SEPARATOR, "database.index", "database.drop-index"),
    ),
    ("&Help", ("help.keys", SEPARATOR, "help.log", "help.log-folder", SEPARATOR, "help.about")),
)
TOOLBAR = ("go.back", "go.forward", SEPARATOR, "file.open", "file.backup", "database.statistics")
