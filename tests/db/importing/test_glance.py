"""What a session file is about, seen from its beginning alone."""

from __future__ import annotations

from pathlib import Path

from constellation_db.importing.glance import Glance, glance
from constellation_db.importing.source import Found
from constellation_db.importing.sources import SOURCES, find
from tests.db.importing.sessions import CLAUDE, MAIN, ROLLOUT, SAMPLES


def at(path: Path) -> Glance:
    (found,) = find((), [path])
    return glance(found, SOURCES[found.source])


def test_a_session_tells_its_folder_and_what_was_asked() -> None:
    main, thread = at(SAMPLES / MAIN), at(SAMPLES / ROLLOUT)
    assert (main.folder, main.title) == ("/home/ada/shop", "Add a discount to the shop.")
    assert main.began == "2026-03-01T09:00:01.000Z"
    assert (thread.folder, thread.title) == ("/home/ada/tool", "Write a greeter.")


def test_all_files_of_a_session_have_one_root() -> None:
    found = find((), [SAMPLES / CLAUDE])
    session = SAMPLES / MAIN
    roots = {
        glance(file, SOURCES[file.source]).root
        for file in found
        if str(file.path).startswith(str(session.with_suffix("")))
    }
    assert roots == {at(session).root}
    assert len({glance(file, SOURCES[file.source]).root for file in found}) == 3


def test_what_cannot_be_read_or_says_nothing_is_an_empty_glance(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(b'\xff\xfe\n[1, 2]\n{"half": ')
    for path in (broken, tmp_path / "gone.jsonl", tmp_path):
        for name in ("claude-code", "codex"):
            seen = glance(Found(name, path, 0, True), SOURCES[name])
            assert (seen.folder, seen.title) == ("", "")


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "11111111-1111-4111-8111-111111111111.jsonl"
    line = b'{"type":"progress","sessionId":"11111111-1111-4111-8111-111111111111"}\n'
    path.write_bytes(line * 300 + (SAMPLES / MAIN).read_bytes())
    assert at(path).title == ""
