"""The diff engine: two texts in, aligned rows, word spans and patches out; pure Python, no Qt."""
