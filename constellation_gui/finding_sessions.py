"""Finding the sessions on this machine, in another process, for a list of them or for a hint."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from constellation_gui import asking
from constellation_gui.import_process import ImportProcess
from constellation_gui.importing.messages import (
    AllFound,
    Compare,
    Done,
    Fault,
    Find,
    SessionsFound,
    SourceFound,
)
from constellation_gui.views.import_choice import ImportChoice


class FindingSessions(QObject):
    """Fills a list while it is shown. `hinted` tells how many sessions there are, and bytes."""

    hinted = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.process = ImportProcess(self)
        self.process.said.connect(self._hear)
        self.places: list[str] = []
        """Where the person said to look."""
        self.usual = True
        """Whether it is looked in the usual places, too."""
        self._choice: ImportChoice | None = None
        self._under_way: list[Compare | Find] = []
        self._counts: dict[str, int] = {}  # bytes by session, for the hint

    def serve(self, choice: ImportChoice) -> None:
        """Look where a list asks to look, and compare with the store that it is for."""
        add, ask = self.add, asking.ask_for_sessions
        choice.folder_asked.connect(lambda: ask(choice.window(), add, folder=True))
        choice.files_asked.connect(lambda: ask(choice.window(), add, folder=False))
        choice.target_changed.connect(self.compare)

    def begin(self, choice: ImportChoice, *, usual: bool = True) -> None:
        """Show in a list what there is, as it comes; not from the usual places if they are not."""
        self.end()
        self._choice, self.usual = choice, usual
        self.compare()
        if usual:
            self._ask(Find())
        for place in self.places:
            self._ask(Find((place,)))

    def add(self, place: str) -> None:
        """Look at one more file or folder."""
        if place not in self.places:
            self.places.append(place)
        if self._choice is not None:
            self._ask(Find((place,)))

    def compare(self) -> None:
        """Show what of the sessions is in the store that the list is to be imported into."""
        if self._choice is not None:
            self._ask(Compare(self._choice.target))

    def hint(self) -> None:
        """Count what lies in the usual places, if anything does."""
        from constellation_db.importing.sources import SOURCES

        home = Path.home()
        there = (place for source in SOURCES.values() for place in source.places(home))
        if self._choice is None and any(place.is_dir() for place in there):
            self._counts.clear()
            self._ask(Find())

    def end(self) -> None:
        """Look no more."""
        self._choice = None
        self._under_way.clear()
        self.process.retire()

    def close(self) -> None:
        """Look no more, and wait until no process is left."""
        self.end()
        self.process.close()

    def _ask(self, order: Compare | Find) -> None:
        self._under_way.append(order)
        if self._choice is not None:
            self._choice.begin()
        self.process.ask(order)

    def _hear(self, message: object) -> None:
        choice = self._choice
        match message:
            case SourceFound() if choice is not None:
                choice.model.name_source(message.name, message.title)
                choice.look_in(message.places)
            case SessionsFound() if choice is not None:
                choice.model.add(message.sessions)
            case SessionsFound():
                self._counts |= {one.id: one.size for one in message.sessions}
            case AllFound() if choice is None:
                self.hinted.emit(len(self._counts), sum(self._counts.values()))
            case Fault() if choice is not None:
                self._on_fault(choice, message)
            case Done():
                self._on_done()

    def _on_done(self) -> None:
        if self._under_way:
            del self._under_way[0]
        if self._under_way:
            return
        if self._choice is not None:
            self._choice.end()
        else:
            self.end()

    def _on_fault(self, choice: ImportChoice, fault: Fault) -> None:
        choice.explain(fault.text)
        order = self._under_way[0] if self._under_way else None
        refused = order.places if isinstance(order, Find) else ()
        self.places = [place for place in self.places if place not in refused]
