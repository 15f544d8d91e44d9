"""`manage.py up`: the web server and a worker with its beat, until Ctrl-C."""

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhenjiang_qts.guards import is_loopback
from zhenjiang_qts.processes import Child, keep_running
from zhenjiang_qts.welcome import welcome
from zhenjiang_qts.world import check_world

WEB_THREADS = "8"
# A demo has one user; celery's warning against root would greet everyone who tries it in a container.
ROOT_WARNING = "ignore:You're running the worker with superuser"


class Command(BaseCommand):
    help = "Serve pages and run the background work as children of one process."

    def add_arguments(self, parser: CommandParser) -> None:
        port = os.environ.get("PORT", "8000")
        parser.add_argument("address", nargs="?", default=f"127.0.0.1:{port}", help="HOST:PORT")
        parser.add_argument("--no-worker", action="store_true", help="pages only")

    def handle(self, *args: Any, address: str, no_worker: bool, **options: Any) -> None:
        host, _, port = address.rpartition(":")
        check_address(host)
        check_world()
        _check_free(host, int(port))
        self.stdout.write(welcome(f"http://{host}:{port}/"))
        self.stdout.flush()
        children = [web(f"{host}:{port}")] + ([] if no_worker else [worker()])
        if status := keep_running(children):
            sys.exit(status)


def check_address(host: str) -> None:
    """A demo, whose passwords are published, serves no other machine."""
    if settings.DEMO and not is_loopback(host):
        raise CommandError(f"DEMO=1 serves this machine only, not {host}. Use 127.0.0.1.")


def _check_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken ({error.strerror}); choose another with PORT=…."
            ) from error


def web(address: str) -> Child:
    """Gunicorn, one process of eight threads: SQLite has one writer, and memory caches stay one."""
    command = ["-m", "gunicorn", "zhenjiang_qts.wsgi", "--bind", address, "--threads", WEB_THREADS]
    quiet = ["--workers", "1", "--timeout", "60", "--log-level", "warning", "--no-control-socket"]
    return Child("web", [sys.executable, *command, *quiet], settings.BASE_DIR, is_vital=True)


def worker() -> Child:
    """One worker with the beat inside; it alone takes turns, so the beat never runs twice."""
    command = ["-m", "celery", "-A", "zhenjiang_qts", "--quiet", "worker", "--beat", "--pool", "solo"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "warning"]
    return Child("worker", [sys.executable, "-W", ROOT_WARNING, *command, *quiet], settings.BASE_DIR)
