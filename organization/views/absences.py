"""Being away and being deputy: for everybody who holds a post."""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organization import actions
from organization.access import may, standing
from organization.forms.people import AbsenceForm
from organization.models import Absence, Person, Post, Role, UnitKind
from organization.views.doorkeeping import done, person_of
from workdays.days import local_day

SHOWN = 50


@login_required
def absences(request: HttpRequest) -> HttpResponse:
    """One's own absences and those one covers; heads and administrators also record for their people."""
    me, today = person_of(request), local_day(timezone.now())
    if not standing(me, today).own:
        raise Http404
    people = _people_of(me)
    form = AbsenceForm(
        request.POST or None,
        people=_with_posts(people, today),
        deputies=_with_posts(_colleagues(people, today), today),
        initial={"person": me, "first_on": today},
    )

    def act(at: Any) -> None:
        facts = dict(form.cleaned_data)
        actions.record_absence(facts.pop("person"), **facts, by=me, at=at)

    if done(form, act, request, _("请假已登记，这几天由代办人处理。")):
        return redirect("absences")
    shown = Absence.objects.filter(Q(person__in=people) | Q(deputy=me)).select_related("person", "deputy")
    rows = list(shown.order_by("-first_on", "-id").distinct()[:SHOWN])
    for row in rows:
        row.can_end = row.last_on >= today and row.person in people  # type: ignore[attr-defined]  # for the page
    return render(
        request, "organization/absences.html", {"form": form, "rows": rows, "today": today, "me": me}
    )


@require_POST
@login_required
def end_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Back early: the absence ends yesterday, or is taken back if it has not begun."""
    me, now = person_of(request), timezone.now()
    absence = get_object_or_404(Absence.objects.select_related("person", "deputy"), pk=pk)
    if not may(me, "absence.record", absence.person, on=local_day(now)):
        raise Http404
    try:
        actions.end_absence(absence, last_on=_yesterday(now), by=me, at=now)
        messages.success(request, _("已销假。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("absences")


def _with_posts(people: "QuerySet[Person]", on: date) -> "QuerySet[Person]":
    """The people, each with the posts held that day."""
    held = Post.objects.on(on).select_related("unit").order_by("pk")
    return people.prefetch_related(Prefetch("posts", held, to_attr="held"))


def _yesterday(now: datetime) -> date:
    return local_day(now - timedelta(days=1))


def _people_of(me: Person) -> "QuerySet[Person]":
    """Whose absences one may record: one's own, one's section's, as an administrator everybody's."""
    today = local_day(timezone.now())
    stand = standing(me, today)
    everybody = (
        Person.objects.active().filter(posts__in=Post.objects.on(today)).distinct().order_by("username")
    )
    if stand.has(Role.ADMINISTRATOR):
        return everybody
    section = Post.objects.on(today).filter(unit__in=stand.unit_ids(Role.SECTION_HEAD))
    return everybody.filter(Q(pk=me.pk) | Q(posts__in=section)).distinct()


def _colleagues(people: "QuerySet[Person]", on: date) -> "QuerySet[Person]":
    """Whoever holds a post of an organ of these people: ours is one, an outside authority each its own."""
    held = Post.objects.on(on)
    theirs = held.filter(person__in=people)
    ours = Q() if theirs.exclude(unit__kind=UnitKind.OUTSIDE).exists() else Q(pk__in=[])
    found = held.filter(Q(unit__in=theirs.values("unit")) | (ours & ~Q(unit__kind=UnitKind.OUTSIDE)))
    return Person.objects.active().filter(posts__in=found).distinct().order_by("username")
