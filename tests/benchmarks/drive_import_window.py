"""Driver: a person finds many sessions and imports them, while the window is to stay usable."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from uuid import UUID

from constellation_gui.main_window import MainWindow
from constellation_gui.views.import_sheet import ImportSheet
from tests.benchmarks.driver import Finding, drive
from tests.benchmarks.walking import Walk, found, let_pass
from tests.benchmarks.watching import wait_until

SESSIONS = "CONSTELLATION_BENCH_SESSIONS"  # how many, in the environment
_FOLDERS = 100
_LINES, _LONG_LINES, _LONG = 12, 4_000, 5  # of most sessions, and of so many long ones
_TEXT = "Look at the parser, then mend what the test of the lexer says about strings. " * 12


class ImportAll:
    """Opens the sheet, lets all be found, imports it, and follows for a while."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def run(self) -> Finding:
        """Return the longest standstill of each step, and what was imported."""
        wait_until(lambda: self._window.store is not None, "the store")
        sessions = int(os.environ[SESSIONS])
        _leave_sessions(Path.home() / ".claude" / "projects", sessions)
        walk = Walk(self._window)
        let_pass(1.0)  # what the window put off while it was kept from turning
        walk.settle()
        bringing = self._window.bringing_in
        walk.note(None)
        self._window.commands["file.import"].trigger()
        sheet = found(self._window, ImportSheet)
        wait_until(lambda: not sheet.choice.finding, "all sessions")
        let_pass(0.2)
        walk.note("find")
        for wish in (False, True):
            sheet.choice.model.tick_all(wish)
            let_pass(0.1)
        walk.note("tick")
        began = time.monotonic()
        sheet.choice.follow.setChecked(True)
        sheet.import_asked.emit()
        wait_until(lambda: not bringing.running, "the import")
        took = time.monotonic() - began
        let_pass(0.5)
        walk.note("import")
        report = bringing.report
        assert report is not None
        let_pass(3.0)
        walk.note("follow")
        return {
            "stalls": walk.stalls,
            "sessions": report.sessions,
            "size": report.size,
            "took": took,
        }


def _leave_sessions(folder: Path, sessions: int) -> None:
    for number in range(sessions):
        name = str(UUID(int=number + (1 << 100), version=4))
        place = folder / f"-home-ada-{number % _FOLDERS}"
        place.mkdir(parents=True, exist_ok=True)
        lines = _LONG_LINES if number < _LONG else _LINES
        path = place / f"{name}.jsonl"
        path.write_text("".join(_line(name, number, line) for line in range(lines)))


def _line(session: str, number: int, line: int) -> str:
    spoken = "assistant" if line % 2 else "user"
    message: dict[str, object] = {"role": spoken, "content": [{"type": "text", "text": _TEXT}]}
    if spoken == "assistant":
        message |= {
            "id": f"msg_{number}_{line}",
            "model": "large-1",
            "usage": {"input_tokens": 900, "output_tokens": 60},
        }
    record = {
        "type": spoken,
        "sessionId": session,
        "uuid": f"{number}-{line}",
        "parentUuid": f"{number}-{line - 1}" if line else None,
        "requestId": f"req_{number}_{line}",
        "cwd": f"/home/ada/{number % _FOLDERS}",
        "timestamp": f"2026-03-01T{line // 3600 % 24:02}:{line // 60 % 60:02}:{line % 60:02}.000Z",
        "message": message,
    }
    return json.dumps(record) + "\n"


if __name__ == "__main__":
    drive(ImportAll)
