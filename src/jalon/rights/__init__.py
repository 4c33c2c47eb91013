"""What a household may claim, and what a job really brings in. The door of the engine."""
