"""What the frozen constellation-gui runs."""

from entry_environment import restore_environment

restore_environment()

from constellation_gui.__main__ import main

main()
