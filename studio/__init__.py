"""From stories to a show."""
