"""What hostile listeners try, against a model that obeys them."""
