"""A signal that asks a command to end interrupts it, so that it ends what it has started."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

EXIT_SIGNALED = 128
_NUMBERS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


class InterruptedBySignal(KeyboardInterrupt):
    """A signal has arrived.

    Attributes:
        exit_code: What a shell expects of a program that a signal has ended.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = EXIT_SIGNALED + number


@contextmanager
def interruptible() -> Iterator[None]:
    """Let the first signal raise an InterruptedBySignal, and the second end the process at once.

    What it has started ends then as well; see `local.kept_command`.
    """
    before = {number: signal.getsignal(number) for number in _NUMBERS}
    for number, handler in before.items():
        # Whoever runs it with nohup wants it to go on.
        if handler is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, _frame: object) -> None:
    for each in _NUMBERS:
        if signal.getsignal(each) is _interrupt:
            signal.signal(each, signal.SIG_DFL)
    raise InterruptedBySignal(number)
