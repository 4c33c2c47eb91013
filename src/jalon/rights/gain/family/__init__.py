"""Whom a household is made of over the year: births, custody, two earners."""
