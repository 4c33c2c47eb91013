"""What a job really brings in: incomes, payments, costs, and what is not known of them."""
