"""What can be done with a message: copied in several forms, followed to where it leads, folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from constellation_gui.formatting import one_line
from constellation_gui.icons import icon
from constellation_gui.models.fenced_json import FencedJson
from constellation_gui.models.lane import Lane
from constellation_gui.models.markdown_spans import Style, inline
from constellation_gui.models.message_blocks import Block, Text, ToolCall, ToolResult
from constellation_gui.models.message_copies import Write, copied, json_of, markdown_of, text_of
from constellation_gui.models.message_flow import Kind, Part
from constellation_gui.models.message_pages import Loaded
from constellation_gui.place import Place
from constellation_gui.queries import Runner
from constellation_gui.views import inner_folds
from constellation_gui.views.message_list import MessageList
from constellation_gui.views.message_rows import FoldMode
from constellation_gui.views.message_targets import Leads, Way, way_of_call
from constellation_gui.wording import tr

_MOST_WAYS = 12
_LONGEST_CAPTION = 60  # characters
_LOOKED_THROUGH = 100_000  # characters of a text, for links

Entry = tuple[str | None, str, Callable[[], object]]  # icon, caption, what it does

# What copying is called, of one message and of several: as text, as Markdown, as JSON.
_COPY_ONE = tr("Copy Message"), tr("Copy Message as Markdown"), tr("Copy Message as JSON")
_COPY_SEVERAL = tr("Copy Messages"), tr("Copy Messages as Markdown"), tr("Copy Messages as JSON")


class MessageMenu(QObject):
    """Copies what is selected in a list of messages; messages are read whole for it.

    `way_chosen` gives the `Way` that was chosen in a menu, `raw_wanted` a row,
    `export_wanted` asks for the whole conversation in a file.
    """

    failed = Signal(object)
    way_chosen = Signal(object)
    raw_wanted = Signal(int)
    export_wanted = Signal()

    def __init__(self, queries: Runner, messages: MessageList) -> None:
        super().__init__(messages)
        self._queries = queries
        self._messages = messages
        self._lane = Lane(queries)
        messages.copy_wanted.connect(self.copy)
        messages.menu_wanted.connect(self.offer)

    def copy(self) -> None:
        """Copy the text that is selected, or else the messages."""
        text = self._messages.marked.text()
        if text:
            _copy(text)
        else:
            self.copy_messages(text_of)

    def copy_messages(self, write: Write) -> None:
        """Copy the selected messages, each as `write` has it."""
        keys = self._messages.selected_keys()
        if keys:
            self._lane.run(
                partial(copied, self._queries.database, keys, write),
                deliver=QGuiApplication.clipboard().setText,
                failed=self.failed.emit,
            )

    def offer(self, place: QPoint) -> None:
        """Show the menu at a place on screen."""
        self.menu().popup(place)

    def menu(self) -> QMenu:
        """Return a menu for what is selected, and for what is under the mouse."""
        messages = self._messages
        menu = QMenu(messages)
        menu.setObjectName("message-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = messages.current_row()
        loaded = messages.model.loaded(row) if row >= 0 else None
        part = messages.part(*messages.pointed) if messages.pointed is not None else None
        if messages.marked:
            _add(menu, [("copy", tr("Copy Selected Text"), self.copy)])
        value = inner_folds.value_of(messages)
        if value is not None:
            _add(menu, [("copy", tr("Copy JSON Value"), partial(_copy, value))])
        if loaded is not None and part is not None:
            _add(menu, self._copies_of(part, loaded))
        _add(menu, self._copies_of_messages(loaded), enabled=row >= 0)
        menu.addSeparator()
        going: list[Entry] = [
            (None, tr("First Message\tHome"), partial(messages.go_to_row, 0)),
            (None, tr("Last Message\tEnd"), messages.go_to_end),
            (None, tr("Go to…\tG"), messages.place_wanted.emit),
        ]
        _add(menu, going, enabled=messages.rows.count() > 0)
        menu.addSeparator()
        if loaded is not None:
            ways = list(_ways(row, loaded, part))[:_MOST_WAYS]
            _add(menu, [(None, _caption(way), partial(self.way_chosen.emit, way)) for way in ways])
        raw = partial(self.raw_wanted.emit, row)
        _add(menu, [(None, tr("Show as Stored\tR"), raw)], enabled=row >= 0)
        _add(menu, [("export", tr("Export Conversation…"), self.export_wanted.emit)])
        menu.addSeparator()
        folds: list[Entry] = [
            (drawing, caption, partial(messages.set_all_folds, mode))
            for caption, drawing, mode in (
                (tr("Unfold All"), "expand-all", FoldMode.OPEN),
                (tr("Fold All"), "collapse-all", FoldMode.FOLDED),
                (tr("Fold as Usual"), None, FoldMode.NATURAL),
            )
        ]
        _add(menu, folds, enabled=messages.rows.count() > 0)
        return menu

    def _copies_of_messages(self, loaded: Loaded | None) -> list[Entry]:
        several = sum(last - first + 1 for first, last in self._messages.selected_ranges()) > 1
        plain, marked, whole = _COPY_SEVERAL if several else _COPY_ONE
        entries: list[Entry] = [
            ("copy", plain, partial(self.copy_messages, text_of)),
            ("copy", marked, partial(self.copy_messages, markdown_of)),
            ("copy", whole, partial(self.copy_messages, json_of)),
        ]
        if loaded is not None and loaded.message.id:
            message = loaded.message
            address = Place(agent=message.agent_id, message=message.id).url()
            entries.append(("link", tr("Copy Link"), partial(_copy, address)))
            entries.append(("copy", tr("Copy Id"), partial(_copy, message.id)))
        return entries

    def _copies_of(self, part: Part, loaded: Loaded) -> list[Entry]:
        """Return what can be copied of the part under the mouse."""
        block = loaded.message.blocks[part.block] if part.block >= 0 else None
        if part.kind is Kind.CODE:
            json = loaded.flow.blocks[part.block].json
            fenced = json.code_at(part.place) if isinstance(json, FencedJson) else ""
            return [("copy", tr("Copy Code"), partial(_copy, fenced or part.source))]
        if part.kind is Kind.TABLE:
            return [("copy", tr("Copy Table"), partial(_copy, part.source))]
        if isinstance(block, ToolCall) and block.details:
            return [("copy", tr("Copy Arguments"), partial(_copy, block.details))]
        if isinstance(block, ToolResult) and block.text:
            return [("copy", tr("Copy Result"), partial(_copy, block.text))]
        return []


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _add(menu: QMenu, entries: list[Entry], *, enabled: bool = True) -> None:
    for drawing, caption, act in entries:
        action = menu.addAction(icon(drawing), caption) if drawing else menu.addAction(caption)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _on, act=act: act())


# -- Where a message leads -------------------------------------------------------------------------


def _ways(row: int, loaded: Loaded, part: Part | None) -> Iterator[Way]:
    """Give where a message leads; only the block under the mouse counts, if there is one."""
    for number, block in enumerate(loaded.message.blocks):
        if part is not None and part.block not in (-1, number):
            continue
        if isinstance(block, ToolCall):
            way = way_of_call(row, number, block)
            if way is not None:
                yield way
        yield from _links(row, block)


def _links(row: int, block: Block) -> Iterator[Way]:
    if isinstance(block, Text):
        text, spans = inline(block.text[:_LOOKED_THROUGH])
        for start, length, style, target in spans:
            if style is Style.LINK:
                yield Way(row, Leads.TO_PAGE, target, text[start : start + length])


def _caption(way: Way) -> str:
    if way.leads is Leads.TO_FILE:
        return tr("Show Version of File")
    if way.leads is Leads.TO_AGENT:
        return tr("Go to Agent")
    address = one_line(way.value, _LONGEST_CAPTION)
    return tr("Open {address}…").format(address=address).replace("&", "&&")
