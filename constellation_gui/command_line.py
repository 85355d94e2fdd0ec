"""The command line: what a person may ask for at the start.

Neither Qt nor the data layer is imported before it is needed: `--help` must be quick.
"""

from __future__ import annotations

import gc
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from constellation_gui import __version__
from constellation_gui.display import NoDisplayError, UnusableDisplayError, platform_plugin
from constellation_gui.handing_over import hand_over
from constellation_gui.place import SCHEME, Place
from constellation_gui.startup import SIDES, Start

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from constellation_gui.theme import ThemeName

_SCREENSHOTS = Path("build", "screenshots")
_LANGUAGES = ("system", "en", "de")  # as wording and preferences know them, which load Qt


def _size(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", value)
    if match is None:
        raise click.BadParameter(f"{value!r} is no size; write it as 1440x900.")
    width, height = int(match[1]), int(match[2])
    if width not in SIDES or height not in SIDES:
        raise click.BadParameter(f"Each side must be {SIDES[0]} to {SIDES[-1]} px.")
    return width, height


def _address(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> Place | None:
    try:
        return None if value is None else Place.parse(value)
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from wrong


def _files(
    _context: click.Context, _parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(typed, type="file")]


def without_file_scheme(database: str) -> str:
    """Return the path of a `file:` address, which is what desktops give; else what was given."""
    if not database.lower().startswith("file:/"):
        return database
    path = unquote(urlsplit(database).path, errors="surrogateescape")
    return path[1:] if re.match("/[A-Za-z]:", path) else path  # a drive of Windows


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("database", required=False, shell_complete=_files)
@click.option("--sample", is_flag=True, help="Open the sample store: made-up runs to look around.")
@click.option(
    "--or-sample", is_flag=True, help="Open the sample store if there is no other one to open."
)
@click.option(
    "--read-only", is_flag=True, help="Write nothing, neither to the store nor beside it."
)
@click.option(
    "--place",
    metavar="URL",
    callback=_address,
    help="Go to this place: constellation://project/ID/agent/ID…, as Copy Link gives it.",
)
@click.option(
    "--new-instance",
    is_flag=True,
    help="Be a process of its own; else one that is there already opens the window.",
)
@click.option(
    "--screenshots",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write pictures of every view of the store (at --place) to DIR, without a display, and "
    "end. In both themes unless --theme chooses one. The store is only read.",
)
@click.option(
    "--size", metavar="WxH", callback=_size, help="Size of the window in px, for example 1440x900."
)
@click.option(
    "--theme",
    type=click.Choice(["light", "dark", "system"]),
    help="Look of the window for this time; View ▸ Theme chooses it for good.",
)
@click.option(
    "--language",
    type=click.Choice(_LANGUAGES),
    help="Language for this time; Edit ▸ Preferences chooses it for good. Where Constellation is "
    "open already, it goes on in its own.",
)
@click.option(
    "--self-check",
    is_flag=True,
    help="Try, without a display and on a sample of its own, whether everything works, and end.",
)
@click.version_option(__version__, "-V", "--version", prog_name="constellation-gui")
def main(
    database: str | None,
    sample: bool,
    or_sample: bool,
    read_only: bool,
    place: Place | None,
    new_instance: bool,
    screenshots: Path | None,
    size: tuple[int, int] | None,
    theme: ThemeName | None,
    language: str | None,
    self_check: bool,
) -> None:
    """Browse a store of agent runs: projects, agents, conversations, files, events.

    DATABASE is the file of a store (or a sqlite:/// address). Without it, the store of last time is
    opened, else ~/.constellation/constellation.db, else the window offers what to do. In its stead
    a constellation:// address goes to that place.

    Where Constellation is open already, it opens another window, or raises the one that shows the
    store, and this command ends at once.

    Where there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), pictures of every view
    are written to build/screenshots.
    """
    if database is not None and database.lower().startswith(SCHEME):
        if place is not None:
            raise click.UsageError("There are two addresses to go to.")
        try:
            place = Place.parse(database)
        except ValueError as wrong:
            raise click.UsageError(str(wrong)) from wrong
        database = None
    if database is not None and sample:
        raise click.UsageError("DATABASE and --sample exclude each other.")
    if database is not None:
        database = without_file_scheme(database)
    if self_check:
        sys.exit(_check_itself(language))
    start = Start(database, sample, or_sample, read_only, place, size, theme)
    sys.exit(_run(start, screenshots, language, alone=new_instance))


def _run(start: Start, screenshots: Path | None, language: str | None, *, alone: bool) -> int:
    plugin = None
    if screenshots is None:
        try:
            plugin = platform_plugin()
        except NoDisplayError:
            screenshots = _SCREENSHOTS
            click.echo(
                "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): pictures of "
                f"every view are written to {screenshots} instead.",
                err=True,
            )
        except UnusableDisplayError as reason:
            click.echo(f"{reason} With --screenshots DIR no display is needed.", err=True)
            return 1
    if screenshots is None and not alone and hand_over(start):
        return 0
    app = _loaded(language)
    if app is None:
        return 1
    if screenshots is not None:
        return app.take_pictures(start, screenshots)
    return app.run(start, plugin, alone=alone)


def _check_itself(language: str | None) -> int:
    app = _loaded(language)
    return 1 if app is None else app.check_itself()


def _loaded(language: str | None) -> ModuleType | None:
    """Settle the language, then load the interface.

    That needs Qt's libraries; what is missing on a bare system is missing now, and is said.
    """
    try:
        from constellation_gui.preferences import Preferences
        from constellation_gui.wording import speak

        speak(language or Preferences.load().language)
        gc.disable()  # what imports make stays: looking for garbage takes a sixth of them
        from constellation_gui import app
    except ImportError as error:
        if "PySide6" not in (error.name or "") and ".so" not in str(error):
            raise
        click.echo(f"Qt cannot be loaded ({error}); install the library it names.", err=True)
        return None
    finally:
        gc.enable()
    return app
