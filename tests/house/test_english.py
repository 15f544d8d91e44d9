"""The English catalogue: whole, faithful to its Chinese, one word per concept."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.architecture.sources import none
from zhenjiang_qts.catalogues import Message, messages_of, sources, translated
from zhenjiang_qts.management.commands.make_messages import catalogue_faults

CATALOGUE = settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
HOLE = re.compile(r"%\(\w+\)[\d.]*[a-z]|\{\w*[^}]*\}|%[\d.]*[sdf]")
MARKED = re.compile(
    r"\{% comment %\}.*?\{% endcomment %\}|\{% blocktrans.*?\{% endblocktrans\w* %\}|\{[%{#].*?[%}#]\}",
    re.DOTALL,
)
TAG = re.compile(r"</?[a-z]+[^>]*>")

# Texts that stay Chinese in English, each with its reason. None is needed so far: the language switch writes
# 中文 in its template, names and document numbers are data.
STAYS_CHINESE: dict[str, str] = {}

# Where the Chinese says the first, the English says the second: docs/glossary.md.
TERMS = {
    "行政许可法": r"Licensing Law",
    "承诺时限": r"promise",
    "法定时限": r"statutory",
    "工作日(?!历)": r"working|weekday|{n} d",
    "补正通知书": r"correction notice|notice",
    "视为受理": r"deemed accepted",
    "特别程序": r"special procedure",
    "绿色通道": r"green channel",
    "统一社会信用代码": r"credit code",
    "组织机构代码": r"organisation code",
    "区县局": r"district bureau|bureau of that district",
    "首问责任": r"first.responsib",
    "不同意见": r"dissent",
    "转报": r"forward|goes to the superior",
    "查询码": r"query code",
    "现场核查": r"site check",
    "综合审定": r"joint conclusion",
    "放假通知": r"holiday notice|notice",
    "起诉|诉讼": r"lawsuit|sue",
    "行政复议": r"reconsideration",
}


@pytest.fixture(scope="module")
def messages() -> dict[Message, set[str]]:
    return messages_of(settings.BASE_DIR)


def english() -> Iterator[tuple[Message, str]]:
    """Every message with each of its English forms."""
    for message, entry in translated(CATALOGUE).items():
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            yield message, text


def test_nothing_is_missing_stale_or_fuzzy(messages: dict[Message, set[str]]) -> None:
    assert none(catalogue_faults(CATALOGUE, messages))


def test_english_fills_the_same_places() -> None:
    wrong = [text for message, text in english() if text and holes(text) != holes(message.text)]

    assert none(wrong)


def test_english_keeps_the_markup() -> None:
    wrong = [text for message, text in english() if text and tags(text) != tags(message.text)]

    assert none(wrong)


def test_no_chinese_is_left_in_english() -> None:
    wrong = [
        text for message, text in english() if CHINESE.search(text) and message.text not in STAYS_CHINESE
    ]

    assert none(wrong)


def test_what_stays_chinese_is_still_said() -> None:
    said = {message.text for message, _text in english()}

    assert none(sorted(STAYS_CHINESE.keys() - said))


def test_english_is_calm() -> None:
    wrong = [text for _message, text in english() if "!" in text or "  " in text]

    assert none(wrong)


@pytest.mark.parametrize("chinese", TERMS)
def test_a_concept_has_one_word(chinese: str) -> None:
    word = re.compile(TERMS[chinese], re.IGNORECASE)

    wrong = [
        f"{message.text} => {text}"
        for message, text in english()
        if text and re.search(chinese, message.text) and not word.search(text)
    ]

    assert none(wrong)


def test_templates_say_nothing_chinese_beside_gettext() -> None:
    hard = [
        f"{path.relative_to(settings.BASE_DIR)}: {line.strip()}"
        for path in sources(settings.BASE_DIR)
        if path.suffix == ".html"
        for line in beside_gettext(path.read_text(encoding="utf-8")).splitlines()
        if CHINESE.search(line.replace("\u3000", ""))
        and 'lang="zh-hans"' not in line
        and "aria-current" not in line
    ]

    assert none(hard)


def beside_gettext(html: str) -> str:
    """A template without its comments, tags, variables and translated blocks."""
    return MARKED.sub("", html)


def holes(text: str) -> Counter[str]:
    return Counter(HOLE.findall(text))


def tags(text: str) -> Counter[str]:
    return Counter(TAG.findall(text))
