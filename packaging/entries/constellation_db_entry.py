"""What the frozen constellation-db runs."""

from entry_environment import restore_environment

restore_environment()

from constellation_db.cli import main

main(prog_name="constellation-db")
