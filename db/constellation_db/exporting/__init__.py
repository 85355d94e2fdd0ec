"""Taking runs out of a store: transcripts, tables, small stores, and what is secret out of them.

`running.export` does all of it; `db/README.md` says what comes out.
"""
