"""Pages that go to ProConnect or FranceConnect, and come back."""
