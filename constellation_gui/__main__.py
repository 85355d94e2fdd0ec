"""`python -m constellation_gui`, and what the installed command calls."""

from constellation_gui.command_line import main

__all__ = ["main"]

if __name__ == "__main__":
    main(prog_name="constellation-gui")
