"""The bench of the talk: a lively evening of fifty channels, the small Discord, the model, and the bot."""
