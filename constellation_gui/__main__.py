"""`python -m constellation_gui`, and what the installed command calls."""

import sys


def main(prog_name: str = "constellation-gui") -> None:
    """Begin what the arguments ask for: the window, or a process that works for one.

    The workers' arguments are written out: none of them is loaded for another, or for `--help`.
    """
    match sys.argv[1:]:
        case ["--compare-texts"]:
            from constellation_gui.diff.worker import main as compare

            compare()
        case ["--export-from-store"]:
            from constellation_db.exporting.worker import main as export

            export()
        case ["--import-sessions"]:
            from constellation_gui.importing.worker import main as bring_in

            bring_in()
        case ["--index-messages", *store]:
            from constellation_db.search_index.worker import main as index

            index(*store)
        case _:
            from constellation_gui.command_line import main as begin

            begin(prog_name=prog_name)


if __name__ == "__main__":
    main()
