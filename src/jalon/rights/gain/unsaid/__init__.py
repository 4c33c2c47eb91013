"""What nobody said of a household's incomes and claims, and how it may be."""
