"""A process that works: its hand, its sign of life, the sweep, and the library that it drives."""
