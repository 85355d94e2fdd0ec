"""A file of a review as it is shown: read, compared and laid out in a worker thread."""

from __future__ import annotations

from typing import NamedTuple

from constellation_db import Cancellation, ChangedPath, Database
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import PlainSheet
from constellation_gui.diff_choices import DiffChoices
from constellation_gui.formatting import moment, one_line, size
from constellation_gui.models.diff_layout import Layout, folding, lay_out
from constellation_gui.models.path_tree import split
from constellation_gui.models.review_files import FileChange, State, read_change
from constellation_gui.models.seen_texts import preview
from constellation_gui.wording import tr


class Prepared(NamedTuple):
    """A file, and its lines as they can be shown, by mode.

    `shown` are the bytes of it that are, if not all of it was read; `notes` concern all of it.
    """

    change: FileChange
    comparison: Comparison | None
    layouts: dict[str, Layout]
    shown: int | None = None
    notes: tuple[str, ...] = ()


def prepare(
    database: Database,
    changed: ChangedPath,
    cancellation: Cancellation,
    choices: DiffChoices,
    *,
    whole: bool,
) -> Prepared:
    """Read a file and lay out its lines; a very long one only if the `whole` is asked for."""
    change = read_change(database, changed, whole=whole)
    if change.long is not None:
        beginning = Lines(preview(change.new or b""), cancellation.check)
        beginning.name = changed.path
        head = Layout(PlainSheet(beginning))
        return Prepared(change, None, {"diff": head, "content": head}, len(beginning.data))
    seen = change.see(cancellation.check, choices.options)
    layouts: dict[str, Layout] = {}
    if seen is None:
        if change.new is not None:
            lines = Lines(change.new, cancellation.check)
            lines.name = changed.path
            layouts["content"] = Layout(PlainSheet(lines))
        return Prepared(change, None, layouts)
    comparison, sides = seen.comparison, choices.side_by_side
    layouts["content"] = Layout(PlainSheet(comparison.new))
    layouts["diff"] = lay_out(comparison, folding(choices), side_by_side=sides)
    return Prepared(change, comparison, layouts, notes=seen.notes)


def described(prepared: Prepared, mode: str) -> str:
    """Return what is shown of a file: how much changed, against what."""
    change = prepared.change
    name = one_line(split(change.changed.path)[-1], 200)
    if change.state in (State.UNRECORDED, State.LONG):
        return name
    if mode == "content":
        at = moment(change.changed.last.time)
        length = size(len(change.new or b""))
        return tr("{name} · {size} · as of {time}").format(name=name, size=length, time=at)
    return " · ".join([name, *prepared.notes, _against(change)])


def _against(change: FileChange) -> str:
    if change.created:
        return tr("new", "a file")
    if not change.kept:
        return tr("against the version before")
    if change.differs:
        return tr("against the text it replaced; the version before holds something else")
    return tr("against the text it replaced")


def why_nothing(prepared: Prepared, mode: str) -> tuple[str, str, str]:
    """Return why there is no line to show: a sentence, a reason, a button for the next step."""
    change = prepared.change
    if change.new is None:
        reason = tr("The run noted that the file was written, but not what was in it.")
        return tr("No content was recorded"), reason, ""
    if change.state is State.UNRECORDED:
        reason = tr("The run did not note what was in the file before.")
        step = "" if mode == "content" else tr("Show the content")
        return tr("What changed is not known"), reason, step
    if mode == "content" or not change.new:
        return tr("This file is empty"), "", ""
    if change.old != change.new:
        reason = tr("What differs is not compared at present.")
        return tr("Only white space changed"), reason, tr("Show the content")
    reason = tr("In the end the file is as it was before.")
    return tr("Nothing changed"), reason, tr("Show the content")
