"""`python -m jalon.cli`, the same as the command `jalon`."""

from jalon.cli import main

raise SystemExit(main())
