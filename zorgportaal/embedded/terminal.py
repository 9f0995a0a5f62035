"""What the person at the shell reads: one sentence at a time, never a traceback."""

import sys


class CannotStart(Exception):
    """Why it stops here, as one sentence that says what to do."""


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
