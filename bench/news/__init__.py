"""The bench of /news: its measurement, the world outside, and the bot in between."""
