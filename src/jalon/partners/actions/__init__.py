"""One verb a file: each checks, does one thing in one transaction, and says what it did."""
