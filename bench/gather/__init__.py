"""The bench of a round over the feeds."""
