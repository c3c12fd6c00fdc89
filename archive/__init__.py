"""The station's memory: one thread owns the one SQLite connection."""
