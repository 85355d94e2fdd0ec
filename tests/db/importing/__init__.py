"""Imports, as a person sees them: in the store, and on the command line."""
