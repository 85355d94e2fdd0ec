"""Long work: progress, cancelling, faults."""

from __future__ import annotations

import threading
from typing import Any

from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from constellation_db import Cancellation, InvalidValue
from constellation_gui.jobs import Job, Progress
from tests.gui.heartbeat import Heartbeat


class Heard:
    """What a job said, in order."""

    def __init__(self, job: Job) -> None:
        self.said: list[tuple[str, Any]] = []
        job.progressed.connect(lambda fraction: self.said.append(("progress", fraction)))
        job.succeeded.connect(lambda result: self.said.append(("result", result)))
        job.failed.connect(lambda error: self.said.append(("fault", str(error))))
        job.cancelled.connect(lambda: self.said.append(("cancelled", None)))
        job.ended.connect(lambda: self.said.append(("ended", None)))

    @property
    def ended(self) -> bool:
        return ("ended", None) in self.said


def test_a_job_reports_and_succeeds_on_this_thread(qtbot: QtBot) -> None:
    def work(progress: Progress, _cancel: Cancellation) -> int:
        progress(50, 100)
        progress(100, 100)
        return threading.get_ident()

    job = Job(work, name="counting")
    heard = Heard(job)
    job.start()
    assert job.running
    qtbot.waitUntil(lambda: heard.ended)

    assert not job.running
    kinds = [kind for kind, _ in heard.said]
    assert kinds == ["progress", "progress", "result", "ended"]
    assert heard.said[1] == ("progress", 1.0)
    assert heard.said[2] != ("result", threading.get_ident())


def test_a_cancelled_job_says_so_and_nothing_else(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(_progress: Progress, cancel: Cancellation) -> None:
        begun.set()
        while True:
            cancel.check()

    job = Job(work, name="running in circles")
    heard = Heard(job)
    job.start()
    assert begun.wait(5)
    job.cancel()
    job.wait()
    qtbot.waitUntil(lambda: heard.ended)
    assert heard.said == [("cancelled", None), ("ended", None)]


def test_the_worlds_faults_are_told_and_ours_raised(qtbot: QtBot) -> None:
    def refuse(_progress: Progress, _cancel: Cancellation) -> None:
        raise InvalidValue("No.")

    def stumble(_progress: Progress, _cancel: Cancellation) -> None:
        raise ZeroDivisionError

    refused, stumbled = Job(refuse, name="refusing"), Job(stumble, name="stumbling")
    first, second = Heard(refused), Heard(stumbled)
    refused.start()
    with capture_exceptions() as raised:
        stumbled.start()
        qtbot.waitUntil(lambda: first.ended and second.ended)
    assert first.said == [("fault", "No."), ("ended", None)]
    assert second.said == [("ended", None)]
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]


def test_thousands_of_steps_do_not_stall_the_window(qtbot: QtBot) -> None:
    def work(progress: Progress, _cancel: Cancellation) -> None:
        for step in range(200_000):
            progress(step, 200_000)

    job = Job(work, name="stepping")
    heard = Heard(job)
    with Heartbeat() as heart:
        job.start()
        qtbot.waitUntil(lambda: heard.ended)
    assert heart.longest_ms < 50
    assert len(heard.said) < 100
