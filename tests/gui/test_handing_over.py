"""What a later start says to the first process, and whom it believes."""

from __future__ import annotations

import os
import socket
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from constellation_gui.handing_over import (
    ACCEPTED,
    GREETING,
    LONGEST,
    REFUSED,
    NoDoorError,
    decode,
    door,
    encode,
    hand_over,
)
from constellation_gui.place import Place, Tab
from constellation_gui.single_instance import Doorkeeper
from constellation_gui.startup import Start
from tests.gui.test_command_line import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes are another matter")

# -- The message ----------------------------------------------------------------------------------


def test_a_start_arrives_as_it_was_meant() -> None:
    start = Start(
        "/data/a.db", False, True, True, Place("p/1", "a", tab=Tab.FILES), (1440, 900), "dark"
    )
    assert decode(encode(start)) == start
    assert decode(encode(Start())) == Start()


@pytest.mark.parametrize("given", ["runs.db", "./runs.db", "sqlite:///runs.db", "here/runs.db"])
def test_a_path_means_what_it_meant_where_it_was_written(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runs.db").touch()
    (tmp_path / "here").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert decode(encode(Start(given))).database == str(tmp_path / "runs.db")


@pytest.mark.parametrize("given", ["postgresql://host/runs", "sqlite:///"])
def test_what_is_no_path_is_handed_on_as_it_is(given: str) -> None:
    assert decode(encode(Start(given))).database == given


def test_a_path_that_is_not_utf8_survives() -> None:
    name = os.fsdecode(b"/data/\xff\xfe.db")
    assert decode(encode(Start(name))).database == name


def test_another_version_may_say_more_or_less() -> None:
    assert decode(b'{"database": "/a.db", "zoom": 2, "theme": "solarized"}') == Start("/a.db")
    assert decode(b"{}") == Start()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"GET / HTTP/1.1",
        b"[]",
        b'{"database": 1}',
        b'{"place": {"project": "p"}}',
        b'{"place": "http://x"}',
        b'{"size": [1]}',
        b'{"size": [900, 100000]}',
        b'{"size": "big"}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_start_is_not_believed(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each has its own words
        decode(line)


def test_a_start_that_is_too_long_is_not_handed_over() -> None:
    with pytest.raises(ValueError, match="too long"):
        encode(Start("/x" * LONGEST))


# -- The place where they meet --------------------------------------------------------------------


def test_displays_and_persons_have_doors_of_their_own() -> None:
    runtime = {"XDG_RUNTIME_DIR": os.environ["XDG_RUNTIME_DIR"]}
    doors = {
        door(runtime | screen)
        for screen in ({"DISPLAY": ":0"}, {"DISPLAY": ":1"}, {"WAYLAND_DISPLAY": "wayland-0"}, {})
    }
    assert len(doors) == 4
    assert len(max(doors, key=len)) < len(runtime["XDG_RUNTIME_DIR"]) + 40
    for path in doors:
        assert stat.S_IMODE(Path(path).parent.stat().st_mode) == 0o700
    assert str(Path.home()) in door({})


def test_a_folder_that_others_may_enter_is_not_used() -> None:
    Path(door()).parent.chmod(0o755)
    with pytest.raises(NoDoorError, match="not this person's alone"):
        door()
    assert not hand_over(Start())


# -- Asking ---------------------------------------------------------------------------------------


@contextmanager
def first_process(answer: Callable[[socket.socket], object]) -> Iterator[list[str]]:
    """Be a first process that treats whoever knocks as `answer` says; gives who came."""
    came: list[str] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(door())
        server.listen()

        def serve() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    came.append("somebody")
                    with caller, suppress(OSError):
                        answer(caller)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield came
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def test_nobody_there_means_to_do_it_oneself() -> None:
    assert not hand_over(Start())


@pytest.mark.parametrize("words", [b"", b"hello", GREETING, GREETING + REFUSED, GREETING + b"x\n"])
def test_one_that_does_not_accept_means_to_do_it_oneself(words: bytes) -> None:
    with first_process(lambda caller: caller.sendall(words)) as came:
        assert not hand_over(Start())
        assert came


def test_one_that_hangs_is_not_waited_for_and_not_told() -> None:
    said: list[bytes] = []

    def hang(caller: socket.socket) -> None:
        while word := caller.recv(100):
            said.append(word)

    with first_process(hang):
        assert not hand_over(Start("/a.db"))
    assert said == []


def test_one_that_accepts_was_told_everything() -> None:
    told: list[Start] = []

    def accept(caller: socket.socket) -> None:
        caller.sendall(GREETING)
        told.append(decode(caller.makefile("rb").readline()))
        caller.sendall(ACCEPTED)

    with first_process(accept):
        assert hand_over(Start("/a.db", read_only=True))
    assert told == [Start("/a.db", read_only=True)]


def test_asking_for_the_version_or_pictures_talks_to_nobody(sample: Path, tmp_path: Path) -> None:
    with first_process(lambda caller: caller.sendall(GREETING)) as came:
        run("--version")
        pictures = ("--screenshots", str(tmp_path), "--theme", "light")
        done = run(str(sample), *pictures, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr) == (0, "")
    assert came == []


# -- Listening ------------------------------------------------------------------------------------


class Caller:
    """A process that knocks, and may say anything."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._line = socket.socket(socket.AF_UNIX)
        self._line.setblocking(False)
        self._line.connect(door())
        self._heard = b""

    def hear(self, until: bytes | None) -> bytes:
        """Return what is said up to the words `until`, or until the other side is gone."""

        def heard_it() -> bool:
            try:
                word = self._line.recv(1000)
            except BlockingIOError:
                return False
            except ConnectionError:
                return until is None
            self._heard += word
            return until in self._heard if until is not None else not word

        self._qtbot.waitUntil(heard_it, timeout=20_000)
        return self._heard

    def say(self, words: bytes) -> None:
        with suppress(BlockingIOError, ConnectionError):
            self._line.sendall(words)

    def leave(self) -> None:
        self._line.close()


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[list[Start]]:
    """Listen, and give what was asked for."""
    doorkeeper, starts = Doorkeeper(), []
    doorkeeper.asked.connect(starts.append)
    assert doorkeeper.begin()
    yield starts
    doorkeeper.end()
    doorkeeper.deleteLater()


@pytest.fixture
def caller(asked: list[Start], qtbot: QtBot) -> Iterator[Caller]:
    caller = Caller(qtbot)
    caller.hear(GREETING)
    yield caller
    caller.leave()


def test_what_is_understood_is_accepted_and_done(asked: list[Start], caller: Caller) -> None:
    caller.say(encode(Start("/a.db", place=Place("p")))[:10])
    caller.say(encode(Start("/a.db", place=Place("p")))[10:])
    assert caller.hear(None) == GREETING + ACCEPTED
    assert asked == [Start("/a.db", place=Place("p"))]


@pytest.mark.parametrize("line", [b"hello\n", b'{"place": 3}\n', b"[" * 10_000 + b"\n"])
def test_what_is_not_understood_is_refused(asked: list[Start], caller: Caller, line: bytes) -> None:
    caller.say(line)
    assert caller.hear(None) == GREETING + REFUSED
    assert asked == []


def test_one_who_talks_without_end_is_shown_the_door(asked: list[Start], caller: Caller) -> None:
    caller.say(b"x" * (2 * LONGEST))
    caller.hear(None)
    assert asked == []


def test_one_who_leaves_without_a_word_does_no_harm(asked: list[Start], qtbot: QtBot) -> None:
    silent = Caller(qtbot)
    silent.leave()
    other = Caller(qtbot)
    other.hear(GREETING)
    other.say(encode(Start()))
    other.hear(ACCEPTED)
    other.leave()
    assert asked == [Start()]


def test_only_the_person_may_knock(asked: list[Start]) -> None:
    assert stat.S_IMODE(Path(door()).stat().st_mode) & 0o077 == 0


def test_nobody_listens_beside_one_who_does(asked: list[Start]) -> None:
    before = Path(door()).stat().st_ino
    second = Doorkeeper()
    assert not second.begin()
    second.end()
    assert Path(door()).stat().st_ino == before


def test_a_place_where_nobody_can_listen_costs_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deep = tmp_path / ("x" * 120)
    deep.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    doorkeeper = Doorkeeper()
    assert not doorkeeper.begin()
    assert not hand_over(Start())
