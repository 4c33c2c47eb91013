"""The wall in the database: what the statements of a caseworker's page may reach there.

`sides` says it of each table, `build` gives it to a role without a name and password, and `role` is
taken on for the time of a page. Why: docs/decisions/0021.
"""
