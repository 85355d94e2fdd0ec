"""Bringing in what other agents recorded: sources, and the import that reads them.

    found = find(["claude-code"], [Path("~/.claude/projects").expanduser()])
    summary = import_files(database, found, SOURCES)

`db/README.md` says what becomes of what.
"""
