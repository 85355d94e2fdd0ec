"""`python -m constellation_gui`, and what the installed command calls."""

import sys

from constellation_db.exporting import worker as exporter
from constellation_gui.diff import worker
from constellation_gui.importing import worker as importing

__all__ = ["main"]


def main(prog_name: str = "constellation-gui") -> None:
    """Begin what the arguments ask for: the window, or a process that works for one."""
    for process in (worker, exporter, importing):
        if sys.argv[1:] == [process.ARGUMENT]:
            process.main()
            return
    if sys.argv[1:2] == ["--index-messages"]:
        from constellation_db.search_index.worker import main as index

        index(*sys.argv[2:])
        return
    from constellation_gui.command_line import main as begin

    begin(prog_name=prog_name)


if __name__ == "__main__":
    main()
