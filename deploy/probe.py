"""Exit 0 while the web process of this container answers /healthz; it must be asked by a name it allows."""

import http.client
import os

host = os.environ["ALLOWED_HOSTS"].split(",")[0].lstrip(".")
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=3)
connection.request("GET", "/healthz", headers={"Host": host})
raise SystemExit(connection.getresponse().status != http.HTTPStatus.OK)
