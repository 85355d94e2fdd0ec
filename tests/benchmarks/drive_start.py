"""Driver: from the start of the process until the list of projects is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.driver import Finding, drive

if TYPE_CHECKING:
    from constellation_gui.main_window import MainWindow
    from constellation_gui.opening import Opened
    from tests.benchmarks.watching import PaintWatch


class Start:
    """Waits for the first paint of the projects, or of what stands in their place."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._watch: PaintWatch | None = None
        window.opener.opened.connect(self._on_opened)

    def run(self) -> Finding:
        """Return when the projects were painted."""
        from tests.benchmarks.watching import wait_until

        wait_until(lambda: self._watch is not None and self._watch.times, "the projects' painting")
        assert self._watch is not None
        return {"painted": self._watch.times[0]}

    def _on_opened(self, _opened: Opened) -> None:
        from constellation_gui.models.projects_model import ProjectsModel

        assert self._window.store is not None
        model = self._window.store.panes.projects.findChild(ProjectsModel)
        assert model is not None
        model.arrived.connect(self._on_arrived)

    def _on_arrived(self) -> None:
        from constellation_gui.views.state_stack import StateStack
        from tests.benchmarks.watching import PaintWatch, canvas

        assert self._window.store is not None
        stack = self._window.store.panes.projects.findChild(StateStack)
        shown = stack.currentWidget() if stack is not None else None
        if self._watch is None and shown is not None:
            self._watch = PaintWatch(canvas(shown))


if __name__ == "__main__":
    drive(Start)
