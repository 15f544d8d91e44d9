"""The product on a port of its own, for browsers."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Thread

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection
from django.test.testcases import QuietWSGIRequestHandler

from tests.makers.at_once import sqlite_file


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server whose every thread has a database connection of its own.

    On SQLite it works on a copy of the test database in a file: what came of it is read with `alone`.
    """
    is_sqlite = connection.vendor == "sqlite"
    with sqlite_file(folder / "served.sqlite3") if is_sqlite else nullcontext():
        server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
        server.set_app(WSGIHandler())
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
