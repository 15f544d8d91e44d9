"""What people read is Chinese in the source and complete in English."""

import re

import pytest
from django.conf import settings

from tests.architecture.sources import none
from zhenjiang_qts.catalogues import Message, messages_of, translated
from zhenjiang_qts.management.commands.make_messages import catalogue_faults

CATALOGUE = settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)[^}]*\}|%[sd]")
WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def messages() -> dict[Message, set[str]]:
    return messages_of(settings.BASE_DIR)


def test_every_message_is_chinese_in_the_source(messages: dict[Message, set[str]]) -> None:
    foreign = [
        m.text for m in messages if WORD.search(PLACEHOLDER.sub("", m.text)) and not CHINESE.search(m.text)
    ]

    assert none(foreign)


def test_english_is_complete_and_holds_nothing_stale(messages: dict[Message, set[str]]) -> None:
    assert none(catalogue_faults(CATALOGUE, messages))


def test_english_keeps_every_placeholder_and_leaves_no_chinese() -> None:
    wrong = [
        message.text
        for message, entry in translated(CATALOGUE).items()
        for english in entry.msgstr_plural.values() or [entry.msgstr]
        if english and (holes(english) != holes(message.text) or CHINESE.search(english))
    ]

    assert none(wrong)


def holes(text: str) -> list[str]:
    return sorted(match.group() for match in PLACEHOLDER.finditer(text))
