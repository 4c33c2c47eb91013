"""The twelve households of `docs/douze-foyers.md`: what the engine answers, and the page."""
