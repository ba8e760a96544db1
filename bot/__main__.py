"""`python -m bot` is `samlar`."""

from bot.cli import main

main()
