"""What the frozen constellation-gui runs."""

from entry import begin

begin()

from constellation_gui.__main__ import main

main()
