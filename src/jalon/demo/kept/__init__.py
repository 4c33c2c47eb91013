"""The demo territory as it was drawn, kept beside what its visitors change, and brought back each
night (docs/decisions/0027-the-demo-forgets.md).
"""
