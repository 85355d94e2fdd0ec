"""The window, tested as a person uses it."""
