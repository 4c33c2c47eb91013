"""The demo territory: seven towns, their timetable in a small table of facts, and a population.

Everything that is drawn is marked fictional. `network` builds the timetable, `seed` fills the
database; `facts/README.md` says where every figure comes from.
"""
