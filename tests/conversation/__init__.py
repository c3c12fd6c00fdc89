"""One evening with listeners and the Monday after it, played through as they would live it, and written down.

`python -m tests.conversation` prints it; with `--killed` the bot is killed between cause and effect all the while,
and what people see comes out the same.
"""
