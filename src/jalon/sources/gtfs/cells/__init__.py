"""The cells of a table: from bytes to text, to columns of codes, to times and numbers."""
