"""How the site holds under load: an open loop of signed-in visitors, beside slow and silent ones.

`python -m bench.pages --people 300 --rate 20` prepares a demo in a folder of its own, serves it and
asks its pages. Requests leave at their times whether or not the earlier ones came back, and are
timed from the moment at which they had to leave: a site that stands still is not spared.
"""
