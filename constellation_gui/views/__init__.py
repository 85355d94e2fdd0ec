"""Widgets: they know models, never a query."""
