"""What is really paid, month by month, from what the law gives: pure functions of arrays.

Written from the texts; each rule names its article. Nothing here knows OpenFisca.
"""
