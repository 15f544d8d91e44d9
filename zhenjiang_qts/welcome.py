"""What `make run` prints: the address and who can sign in."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError

PASSWORD = "demo-2026"  # noqa: S105  published with the demo
ACCOUNTS = [
    "clerk",
    "clerk2",
    "metrology",
    "standards",
    "quality",
    "equipment",
    "food",
    "legal",
    "institute",
    "newdistrict",
    "transport",
    "chief",
    "leader",
    "government",
    "supervisor",
    "inspector",
    "inspector2",
    "liaison",
    "complaints",
    "admin",
    "enterprise",
    "enterprise2",
]


def welcome(address: str) -> str:
    """The lines shown once the server starts; the accounts only in a demo."""
    lines = [f"镇江质监一窗通办  {address}"]
    people = _people() if settings.DEMO else []
    if people:
        lines += [f"演示账号 / demo accounts (password {PASSWORD}):"]
        lines += [f"  {username:<12} {name}" for username, name in people]
    return "\n".join([*lines, "Ctrl-C ends everything.", ""])


def _people() -> list[tuple[str, str]]:
    try:
        found = dict(
            get_user_model()._default_manager.filter(username__in=ACCOUNTS).values_list("username", "name")
        )
    except DatabaseError:
        return []
    return [(username, found[username]) for username in ACCOUNTS if username in found]
