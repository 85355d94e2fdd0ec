"""An index of what messages say, in a file of its own: it narrows a search, and decides nothing.

Another program writes the store, so that nothing is ever put into it. The index knows blocks of
consecutive messages of one agent by the three-letter pieces that stand in them. What it names is
looked at in the store; what it leaves out is left out only while the store's files are exactly
those that were indexed. In any doubt a search reads everything, as without an index.
"""
