"""Two texts as a person is shown them: compared by lines, or by bytes where they are no text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from constellation_gui.diff.background import compare
from constellation_gui.diff.binary import Dumps, dumps, is_binary
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.options import DEFAULT, DiffOptions, Whitespace
from constellation_gui.diff.text_facts import TextFacts, facts_of, notes
from constellation_gui.formatting import exact_count, size
from constellation_gui.wording import tr

# What is longer is read, compared and laid out only when a person asks for all of it.
MOST_BYTES = 64_000_000
# And of that, so much is shown at once.
PREVIEW_BYTES = 1_000_000


_IGNORED = {
    Whitespace.IGNORE_AT_END: tr("white space at the end of lines ignored"),
    Whitespace.IGNORE_AMOUNT: tr("the amount of white space ignored"),
    Whitespace.IGNORE_ALL: tr("white space ignored"),
}


@dataclass(frozen=True, slots=True)
class SeenTexts:
    """What became of one text in another; `notes` say what concerns all of it.

    Of `binary` ones the comparison is that of their bytes, as numbers.
    """

    comparison: Comparison
    notes: tuple[str, ...] = ()
    binary: bool = False


def compare_seen(
    old: bytes,
    new: bytes,
    name: str,
    check: Callable[[], object],
    options: DiffOptions = DEFAULT,
) -> SeenTexts:
    """Compare two texts of a file; raises `DiffError`. `check` may raise in order to stop."""
    if is_binary(old) or is_binary(new):
        shown = dumps(old, new)
        comparison = compare(shown.old, shown.new, check)
        return SeenTexts(comparison, _of_bytes(old, new, shown), binary=True)
    comparison = compare(old, new, check, options)
    comparison.old.name = comparison.new.name = name
    said = _notes(facts_of(old, check), facts_of(new, check))
    if options.whitespace is not Whitespace.EXACT:
        said.insert(0, _IGNORED[options.whitespace])
    return SeenTexts(comparison, tuple(said))


def preview(head: bytes) -> bytes:
    """Return the beginning of a text up to the end of a line, if it has one."""
    end = head.rfind(b"\n")
    return head[: end + 1] if end >= 0 else head


def explanation(whole: int, shown: int) -> str:
    """Say why only the beginning of a version is shown."""
    return tr("The first {shown} of {all}. Nothing is compared yet.").format(
        shown=size(shown), all=size(whole)
    )


def _notes(old: TextFacts, new: TextFacts) -> list[str]:
    """Return what `notes` says of a text, in the language that is spoken."""
    ends = tr("lines end with {new}, before with {old}")
    said = {
        "not all of it is UTF-8": tr("not all of it is UTF-8"),
        "holds replacement characters: some of it was lost before it was stored": tr(
            "holds replacement characters: some of it was lost before it was stored"
        ),
        f"lines end with {new.endings}, before with {old.endings}": ends.format(
            new=new.endings, old=old.endings
        ),
    }
    return [said.get(note, note) for note in notes(old, new)]


def _of_bytes(old: bytes, new: bytes, shown: Dumps) -> tuple[str, ...]:
    sizes = size(len(new)) if len(old) == len(new) else f"{size(len(old))} → {size(len(new))}"
    found = [tr("binary"), sizes if old else size(len(new))]
    if shown.cut:
        later = tr("bytes from {number} on").format(number=exact_count(shown.start))
        found.append(later if shown.start else tr("its first bytes"))
    return tuple(found)
