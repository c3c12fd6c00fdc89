"""What the person who runs the bot sees in a terminal: the rehearsal, the doctor's table, progress."""
