"""What a power cut does to the mail."""
