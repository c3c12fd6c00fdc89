"""How well the copy desk catches planted faults, and how often it stops clean copy."""
