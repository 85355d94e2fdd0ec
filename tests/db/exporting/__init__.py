"""Exporting: what comes out of a store, and what does not."""
