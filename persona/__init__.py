"""Who speaks, and how the host is asked to speak. Pure."""
