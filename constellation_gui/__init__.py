"""Constellation: a window on what a fleet of AI agents did."""

__version__ = "0.1.0"
