"""A response that was half there is shown whole once an import finds the rest of it."""

from __future__ import annotations

import json
from pathlib import Path

from constellation_db import Database
from tests.db.importing.sessions import bring_in
from tests.user import User


def test_what_an_import_completes_is_shown_whole(user: User, store: Path, tmp_path: Path) -> None:
    session = tmp_path / "s.jsonl"
    about = {"sessionId": "s", "cwd": "/home/ada/whole"}
    asked = {"type": "user", "uuid": "a", **about, "message": {"content": "Say it all."}}
    said = {"id": "m", "content": [{"type": "text", "text": "The first half."}]}
    half = {"type": "assistant", "uuid": "b", **about, "message": said}
    session.write_text(f"{json.dumps(asked)}\n{json.dumps(half)}\n")
    with Database.open(store) as db:
        bring_in(db, session)
    user.open_store(store)
    user.choose_project("whole")
    user.choose_agent("Say it all.")
    user.until(lambda: "The first half." in user.read_transcript())

    said["content"] = [{"type": "text", "text": "The second half."}]
    with session.open("a") as file:
        file.write(json.dumps({**half, "uuid": "c"}) + "\n")
    with Database.open(store) as db:
        bring_in(db, session)
    user.until(lambda: "The second half." in user.read_transcript())
