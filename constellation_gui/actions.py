"""Every action of the window, declared once as a value."""

from __future__ import annotations

from constellation_gui.action import Action
from constellation_gui.agent_actions import AGENT_ACTIONS
from constellation_gui.diff_actions import DIFF_ACTIONS
from constellation_gui.place import Tab
from constellation_gui.wording import tr

__all__ = ["ACTIONS", "Action"]


def _tab(tab: Tab, number: int, text: str, tip: str) -> Action:
    return Action(
        f"go.{tab}",
        text,
        tip,
        shortcuts=(f"Ctrl+{number}",),
        needs_store=True,
    )


def _pane(name: str, text: str, tip: str) -> Action:
    return Action(f"view.{name}", text, tip, checkable=True, needs_store=True)


def _theme(name: str, text: str, tip: str) -> Action:
    return Action(f"theme.{name}", text, tip, checkable=True, choice="theme")


def _copy(part: str, text: str, tip: str) -> Action:
    return Action(f"edit.copy-{part}", text, tip, "copy", needs_store=True)


ACTIONS = (
    Action(
        "file.new-window",
        tr("New &Window"),
        tr("Show the same in another window, with places of its own"),
        None,
        ("Ctrl+N",),
    ),
    Action("file.open", tr("&Open…"), tr("Open a store"), "open", ("Ctrl+O",)),
    Action(
        "file.open-new-window",
        tr("Open in &New Window…"),
        tr("Open a store beside this one"),
        None,
        ("Ctrl+Shift+O",),
    ),
    Action(
        "file.sample",
        tr("Open &Sample"),
        tr("Open a store of made-up runs to look around"),
        "sample",
    ),
    Action(
        "file.backup",
        tr("&Backup…"),
        tr("Write a verified copy of the store, while runs go on writing"),
        "backup",
        ("Ctrl+B",),
        needs_store=True,
    ),
    Action(
        "file.export",
        tr("&Export…"),
        tr("Write a transcript, a table or a part of the store to a file"),
        "export",
        ("Ctrl+E",),
        needs_store=True,
    ),
    Action(
        "file.import",
        tr("&Import…"),
        tr("Bring in sessions that coding agents left on this computer"),
        "import",
        ("Ctrl+Shift+I",),
    ),
    Action(
        "file.follow",
        tr("&Keep Following Sessions"),
        tr("Import what is added to the sessions that were imported, while this window is open"),
        "live",
        checkable=True,
    ),
    Action(
        "file.restore",
        tr("&Restore from Backup…"),
        tr("Put a backup in the place of the store, which is kept"),
        needs_store=True,
    ),
    Action("file.forget", tr("&Clear Recent"), tr("Forget the stores that were opened")),
    Action("file.close", tr("Close Win&dow"), tr("Close this window"), None, ("Ctrl+W",)),
    Action("file.quit", tr("&Quit"), tr("Close all windows"), "quit", ("Ctrl+Q",)),
    Action(
        "edit.copy", tr("&Copy"), tr("Copy what is selected"), "copy", ("Ctrl+C",), needs_store=True
    ),
    _copy("name", tr("Copy Name"), tr("Copy the name of the row that is selected in a list")),
    _copy("id", tr("Copy Id"), tr("Copy the id of the row that is selected in a list")),
    Action(
        "edit.copy-link",
        tr("Copy &Link"),
        tr("Copy the address of this place; --place opens it"),
        "link",
        ("Ctrl+Shift+C",),
        needs_store=True,
    ),
    Action(
        "edit.filter",
        tr("&Filter Projects"),
        tr("Narrow the list of projects"),
        "search",
        ("Ctrl+F",),
        needs_store=True,
    ),
    Action(
        "edit.preferences",
        tr("&Preferences…"),
        tr("Choose how everything looks and reads"),
        "preferences",
        ("Ctrl+,",),
    ),
    _pane("projects", tr("Show &Projects"), tr("Show or hide the list of projects")),
    _pane("agents", tr("Show &Agents"), tr("Show or hide the tree of agents")),
    _pane(
        "details", tr("Show &Details"), tr("Show or hide overview, conversations, files and events")
    ),
    Action(
        "view.refresh",
        tr("&Refresh"),
        tr("Read again what is shown"),
        "refresh",
        ("F5", "Ctrl+R"),
        needs_store=True,
    ),
    Action(
        "view.live",
        tr("&Follow Changes"),
        tr("Show what runs write as they write it"),
        "live",
        checkable=True,
        needs_store=True,
    ),
    Action(
        "view.zoom-in",
        tr("Zoom &In"),
        tr("Show everything larger"),
        "zoom-in",
        ("Ctrl++", "Ctrl+="),
    ),
    Action(
        "view.zoom-out", tr("Zoom &Out"), tr("Show everything smaller"), "zoom-out", ("Ctrl+-",)
    ),
    Action("view.zoom-reset", tr("&Actual Size"), tr("Zoom to 100 %"), "zoom-reset", ("Ctrl+0",)),
    _theme("system", tr("&System", "theme"), tr("Look as the desktop does")),
    _theme("light", tr("&Light", "theme"), tr("Dark text on a light ground")),
    _theme("dark", tr("&Dark", "theme"), tr("Light text on a dark ground")),
    Action(
        "go.back",
        tr("&Back"),
        tr("Go to the place before this one"),
        "back",
        ("Alt+Left", "Back"),
        needs_store=True,
    ),
    Action(
        "go.forward",
        tr("F&orward"),
        tr("Go to the place after this one"),
        "forward",
        ("Alt+Right", "Forward"),
        needs_store=True,
    ),
    Action(
        "go.anything",
        tr("Go to &Anything…"),
        tr("Find an action, a project, an agent or a file by a few letters"),
        "search",
        ("Ctrl+K", "Ctrl+P"),
    ),
    Action(
        "go.link",
        tr("Open &Link…"),
        tr("Go to an address that was copied, or is typed"),
        "link",
        ("Ctrl+L", "Ctrl+V"),
        needs_store=True,
    ),
    _tab(
        Tab.OVERVIEW, 1, tr("&Overview"), tr("Show what a project or an agent is, and what it took")
    ),
    _tab(Tab.TRANSCRIPT, 2, tr("&Transcript"), tr("Show what the agent and others said")),
    _tab(Tab.FILES, 3, tr("&Files"), tr("Show the files that came out, and what changed in them")),
    _tab(Tab.EVENTS, 4, tr("&Events"), tr("Show what happened, in order")),
    Action(
        "go.changes",
        tr("C&hanges"),
        tr("Show all that the agent or the project changed, and the files as of any time"),
        "diff",
        ("Ctrl+D",),
        needs_store=True,
    ),
    Action(
        "go.next-pane",
        tr("&Next Pane"),
        tr("Move the keyboard to the next pane"),
        None,
        ("F6",),
        needs_store=True,
    ),
    Action(
        "go.previous-pane",
        tr("&Previous Pane"),
        tr("Move the keyboard to the pane before"),
        None,
        ("Shift+F6",),
        needs_store=True,
    ),
    *AGENT_ACTIONS,
    *DIFF_ACTIONS,
    Action(
        "database.statistics",
        tr("&Statistics"),
        tr("Sizes, rows and migrations of the store"),
        "statistics",
        ("Ctrl+I",),
        needs_store=True,
    ),
    Action(
        "database.index",
        tr("Build Search &Index"),
        tr("Make finding text in all messages instant, or bring the index that does up to date"),
        needs_store=True,
    ),
    Action(
        "database.drop-index",
        tr("&Drop Search Index"),
        tr("Remove the index of this store's messages; finding text takes longer without it"),
        needs_store=True,
    ),
    Action("help.keys", tr("&Keys"), tr("Every key and what it does"), "keys", ("?", "F1")),
    Action(
        "help.log",
        tr("Open &Log"),
        tr("What Constellation did and what went wrong; no contents"),
        "log",
    ),
    Action(
        "help.log-folder",
        tr("Show Log &Folder"),
        tr("The folder with the log and older ones"),
        "folder",
    ),
    Action(
        "help.about", tr("&About Constellation"), tr("Versions and where things are kept"), "info"
    ),
)
