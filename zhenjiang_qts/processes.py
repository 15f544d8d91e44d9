"""Keeps a web server and a worker running as children, restarts a dead worker, ends all together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
SECONDS_TO_END = 15.0
LONGEST_WAIT = 30.0
LOOK_EVERY = 0.5


@dataclass
class Child:
    """One child process in a process group of its own, so that its own children end with it."""

    name: str
    command: Sequence[str]
    folder: Path
    is_vital: bool = False
    starts: int = 0
    next_start_at: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        self.starts += 1
        self.process = subprocess.Popen(  # noqa: S603  our own fixed command lines
            self.command, cwd=self.folder, start_new_session=True, preexec_fn=_end_with_parent
        )

    @property
    def status(self) -> int | None:
        """The exit status, None while it runs or was never started."""
        return self.process.poll() if self.process else None

    def bury(self) -> None:
        """Clear away a dead child: its group is killed, its restart put off longer each time."""
        self._signal_group(signal.SIGKILL)
        self.process = None
        self.next_start_at = time.monotonic() + min(2.0 ** min(self.starts, 10), LONGEST_WAIT)

    def end(self, deadline: float) -> None:
        """Wait for a child told to end; kill its group at the deadline (monotonic seconds)."""
        if not self.process:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            sys.stderr.write(f"{self.name} did not end in time and is killed\n")
        self._signal_group(signal.SIGKILL)
        self.process.wait()

    def tell(self, number: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)

    def _signal_group(self, number: signal.Signals) -> None:
        if self.process:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return


class _EndedError(Exception):
    """SIGINT or SIGTERM asked for the end."""


def keep_running(children: Sequence[Child]) -> int:
    """Run until told to end (status 0) or a vital child dies (its status, at least 1)."""
    with _ending_on_signals():
        try:
            while True:
                status = _look_after(children)
                if status:
                    return status
                time.sleep(LOOK_EVERY)
        except _EndedError:
            return 0
        finally:
            _end_all(children)


def _look_after(children: Sequence[Child]) -> int:
    """Start what does not run; the status of a vital child found dead, else 0."""
    for child in children:
        status = child.status
        if status is not None:
            if child.is_vital:
                return abs(status) or 1
            sys.stderr.write(f"{child.name} ended with status {status}, starting it again\n")
            child.bury()
        if child.process is None and time.monotonic() >= child.next_start_at:
            child.start()
    return 0


def _end_all(children: Sequence[Child]) -> None:
    for child in children:
        child.tell(signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_END
    for child in children:
        child.end(deadline)


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        for once in (signal.SIGINT, signal.SIGTERM):
            signal.signal(once, signal.SIG_IGN)
        raise _EndedError

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end_with_parent() -> None:
    """On Linux a child is told to end when its parent dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
