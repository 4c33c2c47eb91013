"""What was read or refused, by whom and why: events that are added, chained, and never changed.

`record` adds an event, `queries` reads those about a person, `sittings` puts those of one
visit together, `chain` verifies all of them.
"""
