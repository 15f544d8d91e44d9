"""`manage.py up`: children are looked after while it lives and end with it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.house.installation import PLAIN, ROOT, first_run_environment, manage

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.3)
    return False


def health(port: int) -> dict[str, str]:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return dict(json.load(answer))
    except (URLError, OSError):
        return {}


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(task) for task in tasks]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    environment = first_run_environment(tmp_path)
    assert manage(environment, "migrate", "--verbosity", "0").returncode == 0
    port = free_port()
    command = [sys.executable, str(ROOT / "manage.py"), "up", f"127.0.0.1:{port}"]
    up = subprocess.Popen(command, env=PLAIN | environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        yield up, port
    finally:
        up.kill()
        up.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_dead_worker_is_started_again_and_all_end_together(
    house: tuple[subprocess.Popen[bytes], int],
) -> None:
    up, port = house
    assert eventually(lambda: health(port).get("worker") == "ok"), "the worker never lived"
    assert eventually(lambda: health(port).get("beat") == "ok"), "the beat never lived"
    worker = next(pid for pid in children_of(up.pid) if "celery" in command_of(pid))

    os.kill(worker, signal.SIGKILL)

    assert eventually(
        lambda: any("celery" in command_of(pid) for pid in children_of(up.pid) if pid != worker)
    )
    family = children_of(up.pid)
    up.send_signal(signal.SIGTERM)
    assert up.wait(30) == 0
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))


@pytest.mark.parametrize(
    "command", [["up", "0.0.0.0:8765"], ["runserver", "--noreload", "0.0.0.0:8765"]], ids=" ".join
)
def test_a_demo_refuses_to_be_served_to_other_machines(tmp_path: Path, command: list[str]) -> None:
    done = manage(first_run_environment(tmp_path), *command)

    assert done.returncode == 1
    assert "127.0.0.1" in done.stderr


def test_a_taken_port_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        done = manage(first_run_environment(tmp_path), "up", f"127.0.0.1:{other.getsockname()[1]}")

    assert done.returncode == 1
    assert "PORT=" in done.stderr
