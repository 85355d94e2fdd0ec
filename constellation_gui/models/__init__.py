"""Qt item models: they know the data layer's records and QtCore, and no widget."""
