"""Where the messages lead: to pages of the web, files, agents, and a message's row in the store."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from constellation_gui.models.lane import Lane
from constellation_gui.models.message_blocks import ToolCall
from constellation_gui.models.spawning import agent_started_by, call_that_started, parent_of
from constellation_gui.models.transcript_model import Showing
from constellation_gui.place import Place
from constellation_gui.queries import Runner
from constellation_gui.views.link_dialog import ask_to_open
from constellation_gui.views.message_list import MessageList
from constellation_gui.views.message_targets import Leads, Way
from constellation_gui.views.raw_message import RawMessage
from constellation_gui.wording import tr


class MessageWays(QObject):
    """Goes where something in a list of messages leads.

    `place_chosen` gives a `Place` of which only a part may be known; `output_requested` the path of
    a file and the time of the call that wrote it; `parent_known` who started the agent that is
    shown (a `Parent` or None); `told` a sentence when there is nowhere to go.
    """

    place_chosen = Signal(object)
    output_requested = Signal(str, str)
    parent_known = Signal(object)
    told = Signal(str)
    failed = Signal(object)

    def __init__(self, queries: Runner, messages: MessageList) -> None:
        super().__init__(messages)
        self._queries = queries
        self._messages = messages
        self._going, self._asking = Lane(queries), Lane(queries)
        messages.way_chosen.connect(self.go)
        messages.raw_wanted.connect(self.show_raw)
        self._parent_of: str | None = None
        messages.model.showing_changed.connect(self._begin)
        messages.model.dataChanged.connect(self._learn_parent)

    def go(self, way: Way) -> None:
        """Go where something leads; a page of the web is asked about first."""
        if way.leads is Leads.TO_PAGE:
            ask_to_open(self._messages.window(), way.value, way.label)
        elif way.leads is Leads.TO_FILE:
            self.output_requested.emit(way.value, self._messages.model.key(way.row).time)
        elif way.leads is Leads.TO_PLACE:
            self.place_chosen.emit(Place.parse(way.value))
        else:
            self._go_to_agent(way)

    def go_to_parent(self) -> None:
        """Go to the call that started the agent that is shown."""
        agent_id = self._messages.model.agent_id
        if agent_id is None:
            return

        def found(parent: tuple[str, str | None] | None) -> None:
            if parent is not None:
                self.place_chosen.emit(Place(agent=parent[0], message=parent[1]))

        self._going.run(
            partial(call_that_started, self._queries.database, agent_id),
            deliver=found,
            failed=self.failed.emit,
        )

    def show_raw(self, row: int) -> None:
        """Show a message as it is stored, in a window of its own."""
        messages = self._messages
        loaded = messages.model.loaded(row)
        name = "" if loaded is None else loaded.message.id
        window = RawMessage(self._queries, name, messages.model.key(row), messages)
        window.failed.connect(self.failed)
        window.show()

    def _go_to_agent(self, way: Way) -> None:
        model = self._messages.model
        loaded = model.loaded(way.row)
        call = None if loaded is None else loaded.message.blocks[way.block]
        if loaded is None or not isinstance(call, ToolCall):
            return

        def found(agent: str | None) -> None:
            if agent is None:
                self.told.emit(tr("No agent was recorded that this call started"))
            else:
                self.place_chosen.emit(Place(agent=agent))

        message = loaded.message
        self._going.run(
            partial(
                agent_started_by, self._queries.database, message.agent_id, message.created_at, call
            ),
            deliver=found,
            failed=self.failed.emit,
        )

    def _begin(self) -> None:
        showing = self._messages.model.showing
        if showing is Showing.EMPTY:
            self._learn_parent()
        elif showing is not Showing.MESSAGES:  # another agent's are on their way
            self._asking.cancel()
            self._parent_of = None
            self.parent_known.emit(None)

    def _learn_parent(self) -> None:
        """Find out who started the agent, now that what it said can be seen."""
        agent_id = self._messages.model.agent_id
        if agent_id is None or agent_id == self._parent_of:
            return
        self._parent_of = agent_id
        self._asking.run(
            partial(parent_of, self._queries.database, agent_id),
            deliver=self.parent_known.emit,
            failed=self.failed.emit,
        )
