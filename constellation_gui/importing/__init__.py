"""The process that finds and imports sessions for a window, and what both tell each other."""
