"""People, their posts and their accounts: for administrators."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from organization import actions
from organization.forms.people import (
    ActForm,
    EndForm,
    PasswordResetForm,
    PersonForm,
    PostForm,
    ReasonForm,
)
from organization.models import Absence, Person, Post, Unit
from organization.views.doorkeeping import done, only, person_of
from records.models import Event
from records.sentences import actor, tell_deed
from workdays.days import local_day

PAGE = 50
LINES = 30


@require_GET
@only("people.manage")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, by account name, filtered by words or unit; keyset pages."""
    words, unit, after = (request.GET.get(name, "").strip() for name in ("q", "unit", "after"))
    today = local_day(timezone.now())
    found = list(_found(words, unit, today).filter(username__gt=after).order_by("username")[: PAGE + 1])
    rows = found[:PAGE]
    query = request.GET.copy()
    query["after"] = rows[-1].username if rows else ""
    context = {
        "rows": rows,
        "units": Unit.objects.in_order(),
        "words": words,
        "unit": unit,
        "next_url": f"?{query.urlencode()}" if len(found) > PAGE else "",
        "first_url": request.path if after else "",
    }
    return render(request, "organization/people.html", context)


@only("people.manage")
def add(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    form = PersonForm(request.POST or None)
    by = person_of(request)
    if done(
        form, lambda at: actions.add_person(**form.cleaned_data, by=by, at=at), request, _("账号已建立。")
    ):
        return redirect("person", username=form.cleaned_data["username"])
    return render(request, "organization/person_add.html", {"form": form})


@only("people.manage")
def person(request: HttpRequest, username: str) -> HttpResponse:
    """One person: posts, absences, account; each act has its own form on the page."""
    one = get_object_or_404(Person, username=username)
    forms: dict[str, ActForm] = {name: form_class(prefix=name) for name, form_class in FORMS.items()}
    wanted = request.POST.get("act", "")
    if request.method == "POST" and wanted in FORMS:
        forms[wanted] = FORMS[wanted](request.POST, prefix=wanted)
        if _do(wanted, forms[wanted], one, request):
            return redirect("person", username=username)
    return render(request, "organization/person.html", {**_facts(one), "forms": forms})


@only("people.manage")
def end_post(request: HttpRequest, username: str, pk: int) -> HttpResponse:
    """End one post with a day."""
    post = get_object_or_404(Post.objects.select_related("person", "unit"), pk=pk, person__username=username)
    form = EndForm(request.POST or None, initial={"last_on": local_day(timezone.now())})
    by = person_of(request)

    def act(at: Any) -> None:
        actions.end_post(post, last_on=form.cleaned_data["last_on"], by=by, at=at)

    if done(form, act, request, _("任职已结束。")):
        return redirect("person", username=username)
    return render(request, "organization/post_end.html", {"form": form, "post": post})


FORMS: dict[str, type[ActForm]] = {
    "appoint": PostForm,
    "disable": ReasonForm,
    "enable": ReasonForm,
    "password": PasswordResetForm,
    "factor": ReasonForm,
}


def _do(wanted: str, form: ActForm, one: Person, request: HttpRequest) -> bool:
    by = person_of(request)
    acts: dict[str, tuple[Any, str]] = {
        "appoint": (lambda at: actions.appoint(one, **form.cleaned_data, by=by, at=at), _("已任命。")),
        "disable": (
            lambda at: actions.disable_person(one, **form.cleaned_data, by=by, at=at),
            _("账号已停用。"),
        ),
        "enable": (
            lambda at: actions.enable_person(one, **form.cleaned_data, by=by, at=at),
            _("账号已恢复。"),
        ),
        "password": (
            lambda at: actions.reset_password(one, **form.cleaned_data, by=by, at=at),
            _("密码已重置，请当面告知本人。"),
        ),
        "factor": (
            lambda at: actions.reset_second_factor(one, **form.cleaned_data, by=by, at=at),
            _("两步验证已重置。"),
        ),
    }
    act, words = acts[wanted]
    return done(form, act, request, words)


def _found(words: str, unit: str, today: date) -> Any:
    held = Post.objects.on(today).select_related("unit").order_by("first_on", "id")
    people = Person.objects.get_queryset().prefetch_related(
        Prefetch("posts", held, to_attr="posts_today"),
        Prefetch("absences", Absence.objects.on(today).select_related("deputy"), to_attr="absences_today"),
    )
    if words:
        people = people.filter(Q(username__icontains=words) | Q(name__icontains=words))
    return people.filter(pk__in=held.filter(unit__code=unit).values("person")) if unit else people


def _facts(one: Person) -> dict[str, Any]:
    events = Event.objects.filter(subject_kind="person", subject_key=str(one.pk)).order_by("-seq")[:LINES]
    posts = Post.objects.filter(person=one).select_related("unit").order_by("-first_on", "id")
    posts_events = Event.objects.filter(subject_kind="post", subject_key__in=[str(post.pk) for post in posts])
    lines = sorted([*events, *posts_events], key=lambda event: event.at, reverse=True)[:LINES]
    return {
        "person": one,
        "posts": posts,
        "absences": one.absences.select_related("deputy").order_by("-first_on")[:LINES],
        "lines": [
            {"seq": e.seq, "at": e.at, "who": actor(e), "words": tell_deed(e), "hash": e.hash} for e in lines
        ],
        "today": local_day(timezone.now()),
    }
