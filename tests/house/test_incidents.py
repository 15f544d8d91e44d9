"""A failure nobody expected: the reader gets a number, the log the traceback under the same number."""

import logging
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from zhenjiang_qts.urls import handler400, handler403, handler404, handler500  # noqa: F401  read by Django

NUMBER = re.compile(r"\d{8}-[0-9A-Z]{6}")


def fails(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def misses(request: HttpRequest) -> HttpResponse:
    raise Http404


def forbids(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


urlpatterns = [
    path("fails/", fails),
    path("missing/", misses),
    path("forbidden/", forbids),
    path("", include("zhenjiang_qts.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.house.test_incidents")]


@pytest.fixture
def forgiving() -> Client:
    return Client(raise_request_exception=False)


def test_page_and_log_carry_the_same_number(forgiving: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="zhenjiang_qts.incidents"):
        answer = forgiving.get("/fails/")

    shown = NUMBER.search(answer.content.decode())
    assert answer.status_code == 500
    assert shown
    assert shown.group() in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("url", ["/missing/", "/forbidden/"])
def test_what_is_missing_or_forbidden_is_no_incident(
    forgiving: Client, caplog: pytest.LogCaptureFixture, url: str
) -> None:
    forgiving.get(url)

    assert caplog.text == ""


def test_two_failures_have_two_numbers(forgiving: Client) -> None:
    numbers = {NUMBER.search(forgiving.get("/fails/").content.decode()) for _ in range(2)}

    assert len({found.group() for found in numbers if found}) == 2


@override_settings(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
def test_where_no_template_can_be_rendered_one_line_still_says_the_number(forgiving: Client) -> None:
    answer = forgiving.get("/fails/")

    assert answer.status_code == 500
    assert NUMBER.search(answer.content.decode())


def test_an_unknown_page_is_told_in_words(client: Client) -> None:
    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert "不存在" in answer.content.decode()


def test_a_form_without_token_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/i18n/setlang/", {"language": "en"})

    assert answer.status_code == 403
    assert "重新提交" in answer.content.decode() or "刷新" in answer.content.decode()
