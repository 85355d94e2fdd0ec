"""The sample store: what the application shows to a person who has no runs of their own yet.

Its dates are fixed, not relative to today: the same rows at every call make pictures, tests and
reports comparable between two days and two machines.
"""

from constellation_db.sample.writing import write_sample

__all__ = ["write_sample"]
