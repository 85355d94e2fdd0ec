"""Painting of one cell."""
