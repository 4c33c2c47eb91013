"""What is declared of each benefit, read strictly from files."""
