"""Pages of companies and associations: asking for an account, their offers, their colleagues."""
