"""The station's vocabulary: what the other rooms pass to each other. Standard library only."""
