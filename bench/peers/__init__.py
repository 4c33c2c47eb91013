"""Other engines on the same feed and question: answers first, then times (bench/README.md)."""
