"""Ledger lines read as sentences, whatever their data lacks or holds."""

from typing import Any

import pytest
from django.utils.translation import gettext_lazy

from records import sentences
from records.models import Event


@pytest.fixture(autouse=True)
def _registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "_sentences", {})
    monkeypatch.setattr(sentences, "_words", {})


def told(verb: str = "task.completed", **data: Any) -> str:
    return sentences.tell(Event(verb=verb, actor_id=7, actor_name="王丽", data=data))


def test_a_line_is_told_in_the_sentence_of_its_verb() -> None:
    sentences.register({"task.completed": gettext_lazy("{actor} 办结 {step}：{outcome}")})

    assert told(step="法规处会签", outcome="同意") == "王丽 办结 法规处会签：同意"


def test_codes_are_spelled_by_the_words_of_their_app() -> None:
    sentences.register(
        {"task.completed": "{actor}：{outcome}"}, words={"outcome": {"agree": gettext_lazy("同意")}}
    )

    assert told(outcome="agree") == "王丽：同意"
    assert told(outcome="unheard_of") == "王丽：unheard_of"


@pytest.mark.parametrize(
    ("sentence", "data", "text"),
    [
        ("{actor} {step}", {}, "王丽 —"),
        ("{actor} {step}", {"step": None}, "王丽 —"),
        ("{actor} {step}", {"step": ""}, "王丽 —"),
        ("{step.title} {step[0]} {0}", {"step": "x"}, "{step.title} {step[0]} —"),
        ("{steps}", {"steps": ["一", "二"]}, "一、二"),
        ("{done}{open}", {"done": True, "open": False}, "是否"),
        ("{step}", {"step": "{actor} %s {0.__class__}"}, "{actor} %s {0.__class__}"),
        ("{actor}", {"actor": "冒名"}, "王丽"),
        ("{days} {step", {"days": 3}, "3 {step"),
    ],
    ids=[
        "missing",
        "none",
        "blank",
        "no attribute of a value is opened",
        "list",
        "booleans",
        "a value is never a template",
        "data cannot pose as the actor",
        "a broken sentence",
    ],
)
def test_any_data_can_be_told(sentence: str, data: dict[str, Any], text: str) -> None:
    sentences.register({"task.completed": sentence})

    assert told(**data) == text


def test_a_verb_without_sentence_is_told_as_itself() -> None:
    assert told("house.painted") == "王丽：house.painted"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("{actor} 办结 {step}", "办结 会签"),
        ("{actor}：{step}", "会签"),
        ("{step} was done by {actor}", "会签 was done by"),
        (None, "task.completed"),
    ],
)
def test_a_deed_is_told_without_its_actor(sentence: str | None, text: str) -> None:
    sentences.register({"task.completed": sentence} if sentence else {})
    event = Event(verb="task.completed", actor_id=7, actor_name="王丽", data={"step": "会签"})

    assert sentences.tell_deed(event) == text


def test_a_line_whose_data_was_rewritten_is_told_all_the_same() -> None:
    sentences.register({"task.completed": "{actor} 办结 {step}"})

    assert (
        sentences.tell(Event(verb="task.completed", actor_id=7, actor_name="王丽", data=[1])) == "王丽 办结 —"
    )


@pytest.mark.parametrize(
    ("actor_id", "name", "other", "shown"),
    [(7, "王丽", "", "王丽"), (7, "王丽", "周建华", "王丽（代周建华）"), (None, "系统", "", "系统")],
    ids=["a person", "for another", "the system"],
)
def test_the_actor_is_named(actor_id: int | None, name: str, other: str, shown: str) -> None:
    assert sentences.actor(Event(actor_id=actor_id, actor_name=name, on_behalf_of=other)) == shown


def test_names_are_spelled_in_the_readers_words_alone_and_in_lists() -> None:
    sentences.register({"case.read": "{actor} {step}: {materials}"})
    event = Event(
        verb="case.read", actor_id=7, actor_name="王丽", data={"step": "初审", "materials": ["甲", "乙"]}
    )

    told = sentences.tell_deed(event, {"初审": "First review", "甲": "A"})

    assert told == "First review: A、乙"
