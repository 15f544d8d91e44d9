"""Links of a list: the same question with something changed, and an honest count."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

COUNTED = 1_000


def changed(request: HttpRequest, **values: str) -> str:
    """The address of this list with these parameters; an empty one is left out."""
    query = request.GET.copy()
    for name, value in values.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def count_words(found: QuerySet[Any]) -> str:
    """共 128 件; counted no further than a thousand."""
    n = found.order_by()[: COUNTED + 1].count()
    if n > COUNTED:
        return _("%(n)d 件以上") % {"n": COUNTED}
    return ngettext("共 %(n)d 件", "共 %(n)d 件", n) % {"n": n}
