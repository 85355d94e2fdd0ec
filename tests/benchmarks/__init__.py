"""Timings against named baselines in the same run: `make bench`, `python -m tests.benchmarks`."""
