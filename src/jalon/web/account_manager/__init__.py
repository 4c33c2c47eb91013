"""Pages of whoever manages accounts: they read no file."""
