"""The guide of every item in English: content and page."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from licensing.guide import Guide, guide_of
from tests.makers.guide import page
from tests.makers.licensing import load, our_catalogue, version
from tests.makers.organization import make_units

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 23)
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def _units() -> None:
    make_units()


@pytest.mark.parametrize("code", sorted(entry["code"] for entry in our_catalogue().items))
def test_the_content_of_a_guide_is_complete_in_english(code: str) -> None:
    load(code)

    with translation.override("en"):
        guide = guide_of(version(code), ON)

        assert [words for words in content_of(guide) if HAN.search(words)] == []


def content_of(guide: Guide) -> list[str]:
    """What the catalogue says on a guide; the name of the entrusting organ has no English."""
    form = [] if guide.form is None else [guide.form.title, *(field.title for field in guide.form.fields)]
    return [
        guide.name,
        guide.why_closed,
        *(basis.text for basis in guide.bases),
        *(condition.text for condition in guide.conditions),
        guide.quantity,
        guide.procedure,
        guide.document,
        guide.limit.superior,
        guide.limit.validity,
        *(name for name, _ground, _days in guide.limit.uncounted),
        *(part for material in guide.materials for part in (material.name, material.basis, material.note)),
        *form,
    ]


@pytest.mark.skipif(
    not (settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.mo").exists(),
    reason="the English catalogue is not compiled",
)
def test_the_english_guide_has_no_chinese_word_of_ours(client: Client) -> None:
    load("QTS-08")
    client.cookies.load({settings.LANGUAGE_COOKIE_NAME: "en"})

    words = page(client, "QTS-08")

    assert HAN.findall(without_chinese_parts(words)) == []


def without_chinese_parts(words: str) -> str:
    """The page without what says of itself that it is Chinese."""
    return re.sub(r'<(\w+)[^>]*lang="zh[^"]*"[^>]*>.*?</\1>', "", words, flags=re.DOTALL)
