"""Messages are found where they are said, and kept where they are translated."""

from pathlib import Path

import polib
import pytest

from zhenjiang_qts.catalogues import Message, messages_of, translated, write
from zhenjiang_qts.management.commands.make_messages import catalogue_faults

SAID = {
    'x.py::_("甲")': Message("甲"),
    'x.py::_("甲" "乙")': Message("甲乙"),
    'x.py::gettext_lazy("甲")': Message("甲"),
    'x.py::ngettext("%d 件", "%d 件们", n)': Message("%d 件", "%d 件们"),
    'x.py::pgettext_lazy("月份", "三月")': Message("三月", context="月份"),
    "templates/x.html::{% translate '甲' %}": Message("甲"),
    'templates/x.html::{% translate "甲" context "乙" %}': Message("甲", context="乙"),
    "templates/x.html::{% blocktranslate trimmed %}\n  共 {{ n }} 件\n{% endblocktranslate %}": Message(
        "共 %(n)s 件"
    ),
    "templates/x.html::{% blocktranslate count n=n %}一件{% plural %}多件{% endblocktranslate %}": Message(
        "一件", "多件"
    ),
    'templates/x.html::{% include "y.html" with title=_("甲") %}': Message("甲"),
}


def root_saying(folder: Path, said: str) -> Path:
    name, _, words = said.partition("::")
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("said", "message"), SAID.items(), ids=SAID.keys())
def test_a_message_is_found_where_it_is_said(tmp_path: Path, said: str, message: Message) -> None:
    assert list(messages_of(root_saying(tmp_path, said))) == [message]


def test_what_is_not_said_to_anybody_is_no_message(tmp_path: Path) -> None:
    assert messages_of(root_saying(tmp_path, 'x.py::print("甲", _(name))')) == {}


def test_english_survives_while_the_sources_change(tmp_path: Path) -> None:
    catalogue = tmp_path / "django.po"
    write(catalogue, {Message("甲"): {"x.py"}, Message("乙"): {"x.py"}})
    po = polib.pofile(str(catalogue))
    for entry in po:
        entry.msgstr = f"English of {entry.msgid}"
    po.save()

    lacking = write(catalogue, {Message("甲"): {"y.py"}, Message("丙"): {"y.py"}})

    kept = {message.text: entry.msgstr for message, entry in translated(catalogue).items()}
    assert kept == {"甲": "English of 甲", "丙": ""}
    assert lacking == 1


def test_every_kind_of_fault_is_named(tmp_path: Path) -> None:
    catalogue = tmp_path / "django.po"
    write(catalogue, {Message("旧"): {"x.py"}, Message("疑"): {"x.py"}, Message("空"): {"x.py"}})
    po = polib.pofile(str(catalogue))
    for entry in po:
        entry.msgstr = "" if entry.msgid == "空" else "something"
        entry.flags += ["fuzzy"] if entry.msgid == "疑" else []
    po.save()

    faults = catalogue_faults(catalogue, {Message(text): {"x.py"} for text in ("新", "疑", "空")})

    assert [fault.split(":")[0] for fault in faults] == ["empty", "fuzzy", "missing", "stale"]
