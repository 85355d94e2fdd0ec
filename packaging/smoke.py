"""Does with an installation what people do: `smoke.py FOLDER`, which holds both commands.

Nothing of this checkout is used but the commands themselves, by their command lines, in a home of
their own. Ends with the first that fails.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_SESSION = (
    {
        "type": "user", "uuid": "u1", "parentUuid": None, "sessionId": "s1",
        "cwd": "/home/ada/shop", "version": "2.0.0", "timestamp": "2026-03-01T10:00:00.000Z",
        "message": {"role": "user", "content": "Build a shop"},
    },
    {
        "type": "assistant", "uuid": "a1", "parentUuid": "u1", "sessionId": "s1",
        "cwd": "/home/ada/shop", "version": "2.0.0", "timestamp": "2026-03-01T10:00:04.000Z",
        "message": {
            "id": "m1", "role": "assistant", "model": "large-1",
            "content": [{"type": "text", "text": "I will."}],
            "usage": {"input_tokens": 10, "output_tokens": 2},
        },
    },
)  # fmt: skip


class Installation:
    """The two commands of an installation, run in a home that is empty at first."""

    def __init__(self, folder: Path, home: Path) -> None:
        self._folder = folder
        self._home = home

    def gui(self, *arguments: object) -> str:
        """Run constellation-gui and return what it says."""
        return self._run("constellation-gui", arguments)

    def db(self, *arguments: object) -> str:
        """Run constellation-db and return what it says."""
        return self._run("constellation-db", arguments)

    def _run(self, command: str, arguments: tuple[object, ...]) -> str:
        suffix = ".exe" if sys.platform == "win32" else ""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("QT_", "PYTHON", "XDG_", "DISPLAY", "WAYLAND_DISPLAY"))
        } | {"HOME": str(self._home), "USERPROFILE": str(self._home)}
        told = " ".join(map(str, (command, *arguments)))
        ran = subprocess.run(
            [str(self._folder / f"{command}{suffix}"), *map(str, arguments)],
            env=environment, capture_output=True, text=True, encoding="utf-8", cwd=self._home,
            timeout=300, check=False,
        )  # fmt: skip
        if ran.returncode or "Traceback" in ran.stderr:
            raise SystemExit(f"{told}\nended with {ran.returncode}\n{ran.stdout}\n{ran.stderr}")
        return ran.stdout


def main(folder: Path) -> None:
    """Try everything."""
    with tempfile.TemporaryDirectory(prefix="constellation-smoke-") as name:
        home = Path(name)
        there = Installation(folder.resolve(), home)
        for step in (explained, opened_and_browsed, looked_after, imported, exported, restored):
            step(there, home)
            print(f"{step.__name__.replace('_', ' ')}: works", flush=True)


def explained(there: Installation, _home: Path) -> None:
    """Both commands say who they are, and complete what is typed."""
    assert there.gui("--version").startswith("constellation-gui, version ")
    assert there.db("--version").startswith("constellation-db, version ")
    assert "--screenshots" in there.gui("--help")


def opened_and_browsed(there: Installation, home: Path) -> None:
    """Every view in both themes; what a window does in other processes, from its dialogs."""
    print(there.gui("--self-check"), end="")
    store = home / "sample.db"
    there.db("sample", store)
    pictures = there.gui(store, "--screenshots", home / "pictures").split()
    assert len(pictures) >= 2 * 9
    assert all(Path(picture).stat().st_size > 5_000 for picture in pictures)


def looked_after(there: Installation, home: Path) -> None:
    """What constellation-db says of a store, and its backup."""
    assert "migrations applied" in there.db("status", "-d", home / "sample.db")
    counted = json.loads(there.db("stats", "--json", "-d", home / "sample.db"))
    assert counted["projects"]["by_status"]
    assert "verified" in there.db("backup", "-d", home / "sample.db", home / "backup.db")


def imported(there: Installation, home: Path) -> None:
    """A session of another agent comes into a store of its own."""
    session = home / "session.jsonl"
    lines = [json.dumps(record) + "\n" for record in _SESSION]
    session.write_text("".join(lines), encoding="utf-8")
    store = home / "imported.db"
    there.db("migrate", "-d", store)
    there.db("import", "-d", store, session)
    counted = json.loads(there.db("stats", "--json", "-d", store))
    assert counted["tables"]["agents"] == 1, counted
    assert counted["tables"]["agent_history"] >= 2, counted


def exported(there: Installation, home: Path) -> None:
    """A project leaves the store as text and as a page, and a part of it as a store."""
    for name in ("shop.md", "shop.html", "shop.json", "shop.db"):
        there.db("export", "-d", home / "imported.db", "--project", "shop", "-o", home / name)
    for name in ("shop.md", "shop.html", "shop.json"):
        assert "Build a shop" in (home / name).read_text(encoding="utf-8"), name
    counted = json.loads(there.db("stats", "--json", "-d", home / "shop.db"))
    assert counted["tables"]["agents"] == 1, counted


def restored(there: Installation, home: Path) -> None:
    """The backup takes the place of a store, which is kept."""
    assert "is kept as" in there.db("restore", home / "backup.db", home / "imported.db")
    counted = json.loads(there.db("stats", "--json", "-d", home / "imported.db"))
    assert counted["tables"]["agents"] > 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))
