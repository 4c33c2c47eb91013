"""What one walks: between points and stops, inside stations, and from one ride to the next."""

from tests.oracle.walking.ground import Ground
from tests.oracle.walking.walks import Change, Walks

__all__ = ["Change", "Ground", "Walks"]
