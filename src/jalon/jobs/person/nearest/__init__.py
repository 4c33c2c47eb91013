"""The figures of a person's nearest offers that only the engines tell: kept by the worker."""
