"""The one table of who may open what. Every URL pattern has its row here; one without fails the suite.

A row: the pattern's name, to whom it opens, and for a URL about one object the key of THINGS.
Whoever is not named gets `otherwise` (not there), strangers to the house `anonymous` (sign in).
"""

from tests.architecture.access_rows import EVERYBODY, NOBODY, SIGNED_IN, STAFF, Outcome, Row, act, page

ADMIN = frozenset({"admin"})
HEADS = frozenset({"metrology"})

PUBLIC = [
    page("home", EVERYBODY),
    page("healthz", EVERYBODY),
    act("set_language", EVERYBODY),
    page("verify", EVERYBODY),
]
API = [
    page("api_schema", SIGNED_IN, anonymous=Outcome.REFUSED),
    page("api_docs", SIGNED_IN, anonymous=Outcome.REFUSED),
]
ACCOUNTS = [
    page("account_login", frozenset({"nobody signed in"}), otherwise=Outcome.MOVES_ON),
    page("account_inactive", EVERYBODY),
]
PEOPLE = [
    page("people", ADMIN),
    page("person_add", ADMIN),
    page("person", ADMIN, "person"),
    page("post_end", ADMIN, "post", otherwise=Outcome.NOT_THERE),
]
NOTICES = [
    page("notices", SIGNED_IN),
    page("notices_bell", SIGNED_IN),
    act("notices_read_all", SIGNED_IN),
    act("notice_open", HEADS, "notice"),
]

TABLE: list[Row] = [*PUBLIC, *API, *ACCOUNTS, *PEOPLE, *NOTICES]
__all__ = ["NOBODY", "STAFF", "TABLE"]
