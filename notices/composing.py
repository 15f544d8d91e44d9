"""Several notices of one thing to one person as one message."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from notices.models import Notice
from notices.senders import Message


def compose(rows: list[Notice]) -> Message:
    """One message of the rows, oldest first, in the reader's language; links are whole addresses."""
    rows = sorted(rows, key=lambda row: (row.created_at, row.pk))
    title = rows[0].title
    with override(rows[0].recipient.language if rows[0].recipient else None):
        if len(rows) > 1:
            title = _("%(title)s（共 %(count)d 条）") % {"title": title, "count": len(rows)}
    body = "\n\n".join(_paragraph(row) for row in rows)
    return Message(key=rows[0].message_key, address=rows[0].address, title=title, body=body)


def _paragraph(row: Notice) -> str:
    site = str(getattr(settings, "SITE_URL", "")).rstrip("/")
    link = f"{site}{row.url}" if row.url else ""
    return "\n".join(part for part in (row.title, row.body, link) if part)
