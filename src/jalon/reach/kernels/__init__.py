"""Compiled loops. Serial, without the interpreter's lock; threads stand around them.

Every kernel works on one *side*: the timetable as it is (the way out, searched backwards from
work), or mirrored in time (the way back). In the mirror, "latest departure" is the negative of
"earliest arrival", so that one kernel serves both.
"""

from jalon.reach.kernels.compiled_cache import keep_compiled_kernels

keep_compiled_kernels()
