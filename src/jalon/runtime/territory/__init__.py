"""A territory told by files: communes, partners, places, offers, and people to try it with.

`rows` reads the tables and names whatever is wrong by its file and line; `load` saves them, in one
transaction, and again where they changed. docs/territoire.md has a whole example.
"""
