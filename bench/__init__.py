"""What the engine costs, measured: `make bench`. Nothing here is asserted; README.md keeps the table."""
