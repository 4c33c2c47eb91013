"""What leaves: mails and text messages, by one function each, done by the worker."""
