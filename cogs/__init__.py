"""Where Discord comes in and goes out. No SQL, no prompt, no HTTP, no rule of the show."""
