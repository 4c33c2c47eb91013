"""The running platform: settings, database, logs, the server. Only the command line is above."""
