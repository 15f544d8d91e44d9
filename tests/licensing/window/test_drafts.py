"""Drafts of the intake: kept as typed, one clerk's alone, two tabs told apart; files beside them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import Attachment
from licensing.models import Application, Draft
from parties.models import Party
from records.models import Event
from tests.makers.answers import words
from tests.makers.licensing import World
from tests.makers.organization import sign_in
from tests.makers.uploads import upload
from tests.makers.window import (
    ITEM,
    new_token,
    send,
    sheet_fields,
    the_application,
)

pytestmark = pytest.mark.django_db


def test_what_is_typed_is_kept_and_comes_back(clerk: Client, firm: Party) -> None:
    token = new_token()
    fields = {**sheet_fields(ITEM, firm), "m-fire": "correct", "rt-fire": "看不清"}

    saved = clerk.post(reverse("intake_save", args=[token]), fields)

    assert (saved.status_code, saved["X-Draft"]) == (204, "1")
    page = words(clerk.get(reverse("intake", args=[token])))
    assert 'value="看不清"' in page
    assert firm.name in page
    assert words(clerk.get(reverse("window"))).count(reverse("intake", args=[token])) == 1


def test_a_draft_is_its_clerks_alone(clerk: Client, world: World, firm: Party) -> None:
    token = new_token()
    clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm))
    other = sign_in(Client(), world.cast.clerk2)

    assert other.get(reverse("intake", args=[token])).status_code == 404
    assert other.post(reverse("intake_save", args=[token]), {"note": "x"}).status_code == 404
    assert reverse("intake", args=[token]) not in words(other.get(reverse("window")))


def test_a_page_never_loses_to_itself(clerk: Client, firm: Party) -> None:
    token, url = new_token(), reverse("intake_save", args=[new_token()])
    url = reverse("intake_save", args=[token])
    fields = sheet_fields(ITEM, firm)

    answers = [clerk.post(url, {**fields, "note": note}) for note in ("一", "二", "三")]

    assert [answer.status_code for answer in answers] == [204, 204, 204]
    assert Draft.objects.get().data["note"] == ["三"]


def test_a_second_tab_that_knows_less_is_told(clerk: Client, firm: Party) -> None:
    token = new_token()
    url, fields = reverse("intake_save", args=[token]), sheet_fields(ITEM, firm)
    clerk.post(url, {**fields, "page": "one", "note": "第一页"})

    late = clerk.post(url, {**fields, "page": "two", "note": "第二页"})
    assert (late.status_code, Draft.objects.get().data["note"]) == (409, ["第一页"])
    assert "另一个页面" in words(late)

    sent = send(clerk, token, "accept", {**fields, "page": "two", "note": "第二页"})
    assert sent.status_code == 409
    assert "第二页" in words(sent)
    assert not Application.objects.exists()

    send(clerk, token, "anyway", {**fields, "page": "two", "note": "第二页"})
    assert Draft.objects.get().data["note"] == ["第二页"]


def test_a_draft_may_be_let_go(clerk: Client, firm: Party) -> None:
    token = new_token()
    clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm))

    send(clerk, token, "discard", {})

    assert not Draft.objects.exists()


def test_a_draft_too_long_is_refused_with_everything_still_there(clerk: Client, firm: Party) -> None:
    fields = sheet_fields(ITEM, firm) | {f"rt-{n}": "长" * 500 for n in range(420)}

    answer = send(clerk, new_token(), "save", fields)

    assert answer.status_code == 422
    assert "草稿过长" in words(answer)


def test_an_identity_number_is_not_left_in_a_draft(clerk: Client) -> None:
    clerk.post(
        reverse("intake_save", args=[new_token()]), {"party_words": "321102198507040012", "note": "一"}
    )

    assert "321102198507040012" not in str(Draft.objects.get().data)


def test_files_go_with_the_draft_and_then_with_the_case(clerk: Client, world: World, firm: Party) -> None:
    token = new_token()
    listed = clerk.post(
        reverse("intake_attach", args=[token, "site_plan"]), {"f-site_plan": upload("平面图.pdf")}
    )
    assert "平面图.pdf" in words(listed)
    file = Attachment.objects.get()
    assert clerk.get(reverse("attachment", args=[file.pk])).status_code == 200
    other = sign_in(Client(), world.cast.clerk2)
    assert other.get(reverse("attachment", args=[file.pk])).status_code == 404

    send(clerk, token, "accept", {**sheet_fields(ITEM, firm), "f-fire": upload("消防.pdf")})

    number = the_application().case.number
    assert sorted(Attachment.objects.of("case", number).values_list("slot", flat=True)) == [
        "material:fire",
        "material:site_plan",
    ]
    assert other.get(reverse("attachment", args=[file.pk])).status_code == 200
    line = Event.objects.get(verb="materials.attached")
    assert sorted(line.data["files"]) == ["平面图.pdf", "消防.pdf"]


def test_files_survive_a_refusal_and_a_wrong_one_is_named(clerk: Client, firm: Party) -> None:
    token, fields = new_token(), {**sheet_fields(ITEM, firm), "m-fire": ""}

    refused = send(clerk, token, "accept", {**fields, "f-site_plan": upload("平面图.pdf")})
    assert "平面图.pdf" in words(refused)
    wrong = send(clerk, token, "accept", {**fields, "f-site_plan": upload("程序.exe")})

    assert "只收" in words(wrong)
    assert Attachment.objects.count() == 1


def test_a_file_attached_by_mistake_goes(clerk: Client) -> None:
    token = new_token()
    clerk.post(reverse("intake_attach", args=[token, "fire"]), {"f-fire": upload("错.pdf")})
    file = Attachment.objects.get()

    answer = clerk.post(reverse("intake_detach", args=[token, "fire", file.pk]))

    assert "错.pdf" not in words(answer)
    assert not Attachment.objects.of("draft", token).exists()
