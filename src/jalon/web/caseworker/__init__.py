"""Pages of the caseworker. They know nothing of the job space (the wall)."""
