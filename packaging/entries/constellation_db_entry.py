"""What the frozen constellation-db runs."""

from entry import begin

begin()

from constellation_db.cli import main

main(prog_name="constellation-db")
