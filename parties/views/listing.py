"""The list of parties, and its files."""

from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from organization.models import District
from organization.views.doorkeeping import person_of
from parties.access import may
from parties.exports import as_csv, as_xlsx
from parties.models import Party, PartyKind
from parties.models.seeking import PartyQuerySet
from parties.views.doorkeeping import only

PAGE = 50
COUNTED = 1_000


@require_GET
@only("party.list")
def parties(request: HttpRequest) -> HttpResponseBase:
    """The parties the person sees: words, kind and district narrow; keyset pages; as files, all of them."""
    found = _filtered(request)
    as_file = {"csv": as_csv, "xlsx": as_xlsx}.get(request.GET.get("as", ""))
    if as_file:
        return as_file(_("当事人"), _head(), _rows(found))
    page = list(_after(found, request)[: PAGE + 1])
    context = {
        "rows": page[:PAGE],
        "words": request.GET.get("q", ""),
        "kind": request.GET.get("kind", ""),
        "district": request.GET.get("district", ""),
        "kinds": PartyKind.choices,
        "districts": District.objects.order_by("order"),
        "count_words": _count_words(found),
        "first_url": _url(request, after="") if "after" in request.GET else "",
        "next_url": _url(request, after=str(page[PAGE - 1].pk)) if len(page) > PAGE else "",
        "csv_url": _url(request, **{"as": "csv"}),
        "xlsx_url": _url(request, **{"as": "xlsx"}),
        "may_register": may(person_of(request), "party.register"),
    }
    return render(request, "parties/parties.html", context)


def _filtered(request: HttpRequest) -> PartyQuerySet:
    found = Party.objects.visible_to(person_of(request)).search(request.GET.get("q", ""))
    for field in ("kind", "district"):
        if request.GET.get(field):
            found = found.filter(**{field: request.GET[field]})
    return found.select_related("district").order_by("pinyin_initials", "pk")


def _after(found: PartyQuerySet, request: HttpRequest) -> PartyQuerySet:
    """From the one after a party on; one the reader may not see does not tell where it stands."""
    after = request.GET.get("after", "")
    if not after.isdecimal():
        return found
    after = after[:18]  # as many digits as an id may have
    seen = Party.objects.visible_to(person_of(request))
    last = seen.filter(pk=after).values_list("pinyin_initials", flat=True).first()
    if last is None:
        return found
    return found.filter(Q(pinyin_initials__gt=last) | Q(pinyin_initials=last, pk__gt=after))


def _count_words(found: PartyQuerySet) -> str:
    count = found.order_by()[: COUNTED + 1].count()
    if count > COUNTED:
        return _("%(count)d 个以上") % {"count": COUNTED}
    return ngettext("共 %(count)d 个", "共 %(count)d 个", count) % {"count": count}


def _url(request: HttpRequest, **changed: str) -> str:
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
        if not value:
            del query[name]
    return f"?{query.urlencode()}"


def _head() -> list[str]:
    return [_("名称"), _("代码"), _("类型"), _("所属区划"), _("地址"), _("法定代表人")]


def _rows(found: PartyQuerySet) -> Iterator[list[object]]:
    for party in found.iterator():
        yield [
            party.title(),
            party.code,
            party.get_kind_display(),
            party.district.title(),
            party.address,
            party.legal_representative,
        ]
