"""What the frozen constellation-db runs."""

import sys

from entry import begin

begin()

# The processes that our commands start call whatever program they are: here, that is this one.
WORKERS = ("--compare-texts", "--export-from-store", "--import-sessions", "--index-messages")

if sys.argv[1:2] and sys.argv[1] in WORKERS:
    from constellation_gui.__main__ import main as work

    work()
else:
    from constellation_db.cli import main

    main(prog_name="constellation-db")
