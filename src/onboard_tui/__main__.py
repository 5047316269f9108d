"""Lets `python -m onboard_tui` do what the command `onboard-tui` does."""

from onboard_tui.cli import main

if __name__ == "__main__":
    main()
