"""What the engine costs, measured by `make bench`. Nothing here is asserted; see README.md."""
