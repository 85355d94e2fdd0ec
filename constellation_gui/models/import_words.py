"""What an import did, and how far it is, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from constellation_db.importing.reasons import (
    NO_EVENT_IDS,
    NO_HISTORY,
    NO_IDS,
    NO_OBJECT,
    NO_OBJECTS,
    NO_SESSION,
    NO_SPANS,
    UNFINISHED,
    UNKNOWN,
    UNREADABLE,
    because,
    parted,
)
from constellation_gui.formatting import exact_count, one_line, size, visible
from constellation_gui.importing.messages import Report, Trouble
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.wording import tr

STAYS = tr(
    "Everything stays on this computer: session files are read, never changed, and nothing is sent "
    "anywhere."
)
NOTHING_NEW = tr("Nothing new: all of it was imported before")


_REASONS = {
    UNFINISHED: tr("an unfinished last line"),
    NO_OBJECT: tr("no JSON object"),
    NO_OBJECTS: tr("messages that are no objects"),
    UNKNOWN: tr("unknown kind of record, kept as an event"),
    UNREADABLE: tr("the file cannot be read"),
    NO_SESSION: tr("it names no session"),
    NO_SPANS: tr("it holds no spans and no logs"),
    NO_IDS: tr("spans without ids"),
    NO_EVENT_IDS: tr("events without ids"),
    NO_HISTORY: tr("it holds neither a history nor steps"),
}


def reason_words(told: str) -> str:
    """Return why something was skipped, as the data layer told it, in the window's language."""
    reason, details = parted(told)
    words = _REASONS.get(reason, reason)
    return because(words, details) if details else words


def counted(number: int, word: Literal["session", "file", "message"]) -> str:
    """Return a number of things: `1 session`, `1,204 sessions`."""
    if word == "session":
        return tr("%n session(s)", "", number)
    if word == "message":
        return tr("%n message(s)", "", number)
    return tr("%n file(s)", "", number)


def standing(sessions: int, new: int, grown: int) -> str:
    """Return how sessions stand to the store: `3 new, 1 grown, 12 imported`."""
    parts = (
        (new, tr("%n new", "sessions", new)),
        (grown, tr("%n grown", "sessions", grown)),
        (sessions - new - grown, tr("%n imported", "sessions", sessions - new - grown)),
    )
    return ", ".join(words for number, words in parts if number)


def chosen_line(sessions: int, files: int, length: int) -> str:
    """Return what is going to be imported, in a line."""
    if not sessions:
        return tr("Nothing is chosen")
    return f"{counted(sessions, 'session')}, {counted(files, 'file')}, {size(length)}"


def headline(report: Report) -> str:
    """Return what an import did, in a line."""
    if report.stopped:
        return tr("Import stopped; {messages} are in the store").format(
            messages=counted(report.messages, "message")
        )
    if not report.files:
        return NOTHING_NEW
    sessions = counted(report.sessions or report.files, "session" if report.sessions else "file")
    return tr("Imported {sessions}, {messages}").format(
        sessions=sessions, messages=counted(report.messages, "message")
    )


def progress_line(files: int, of_files: int, done: int, total: int, seconds: float) -> str:
    """Return how far an import is: `312 of 1,204 files · 120 MB of 800 MB · 41 MB/s`."""
    parts = [
        tr("{done} of %n file(s)", "", of_files).format(done=exact_count(files)),
        tr("{done} of {all}").format(done=size(done), all=size(total)),
    ]
    if seconds >= 0.5 and done:
        parts.append(f"{size(round(done / seconds))}/s")
    return " · ".join(parts)


def news_line(messages: int) -> str:
    """Return what following has brought so far."""
    if not messages:
        return tr("Following sessions")
    return tr("Following: %n new message(s)", "", messages)


def facts(report: Report) -> list[tuple[str, str]]:
    """Return what an import did, fact by fact."""
    given, made, read, written = report.tokens
    told = [
        (tr("Sessions"), exact_count(report.sessions)),
        (tr("Agents"), exact_count(report.agents)),
        (tr("Messages"), exact_count(report.messages)),
        (tr("File versions"), exact_count(report.outputs)),
        (tr("Events"), exact_count(report.events)),
        (tr("Files read"), f"{exact_count(report.files)}, {size(report.size)}"),
        (tr("Input tokens"), exact_count(given)),
        (tr("Output tokens"), exact_count(made)),
        (tr("Read from the cache"), exact_count(read)),
        (tr("Written to the cache"), exact_count(written)),
    ]
    if report.inherited:
        told.append((tr("Copied from other sessions, counted once"), exact_count(report.inherited)))
    if report.left_out:
        told.append((tr("Left out: progress and snapshots"), exact_count(report.left_out)))
    return told


def as_text(report: Report) -> str:
    """Return all of a report as lines to paste."""
    lines = [headline(report), ""]
    lines += [f"{caption}\t{value}" for caption, value in facts(report)]
    if report.skipped:
        lines += ["", tr("Skipped, or kept as something else")]
        lines += [f"{exact_count(number)}\t{reason_words(why)}" for why, number in report.skipped]
        told = (f"{place(trouble)}\t{reason_words(trouble.reason)}" for trouble in report.troubles)
        lines += ["", *told]
    return "\n".join(lines)


def place(trouble: Trouble) -> str:
    """Return where a line is: `/path/to/session.jsonl:12`."""
    return f"{trouble.path}:{trouble.line}" if trouble.line else trouble.path


TROUBLE_COLUMNS: tuple[Column[Trouble], ...] = (
    Column(
        tr("File"),
        lambda trouble: one_line(Path(trouble.path).name),
        tip=lambda trouble: visible(trouble.path),
        exact=lambda trouble: trouble.path,
    ),
    Column(
        tr("Line"),
        lambda trouble: exact_count(trouble.line) if trouble.line else "",
        align=RIGHT,
        sort=lambda trouble: trouble.line,
        width=72,
    ),
    Column(
        tr("Why"),
        lambda trouble: one_line(reason_words(trouble.reason)),
        tip=lambda trouble: visible(reason_words(trouble.reason)),
        width=320,
    ),
)
