"""One repository a table: finders, statistics, and the pages that views read."""
