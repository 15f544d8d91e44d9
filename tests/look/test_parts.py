"""Tags and parts as tables: what goes in, what a reader gets."""

from datetime import date, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from zhenjiang_qts.templatetags import look


def rendered(source: str, **context: object) -> str:
    return Template("{% load look %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("keys", "read"),
    [
        pytest.param("", [], id="none"),
        pytest.param("j k:上下移动", [(["j", "k"], "上下移动")], id="two caps"),
        pytest.param("j:下|Enter:打开", [(["j"], "下"), (["Enter"], "打开")], id="two lines"),
    ],
)
def test_a_key_line_is_read_as_caps_and_words(keys: str, read: list[tuple[list[str], str]]) -> None:
    assert look.keylist(keys) == read


@pytest.mark.parametrize(("key", "caps"), [("Ctrl+Enter", "Ctrl Enter"), ("Alt+x", "Alt X"), ("n", "N")])
def test_chords_are_written_as_the_keyboard_has_them(key: str, caps: str) -> None:
    assert look.caps(key) == caps


@pytest.mark.parametrize(
    ("remaining", "tone", "words"),
    [
        pytest.param(7, "ok", "剩余 7 个工作日", id="far"),
        pytest.param(3, "info", "剩余 3 个工作日", id="near"),
        pytest.param(0, "warn", "今日到期", id="today"),
        pytest.param(-2, "late", "超 2 个工作日", id="past"),
    ],
)
def test_a_deadline_speaks_before_it_draws(remaining: int, tone: str, words: str) -> None:
    due_on = timezone.localdate() + timedelta(days=remaining)
    html = rendered("{% deadline due remaining 10 %}", due=due_on, remaining=remaining)

    assert f"deadline--{tone}" in html
    assert words in html
    assert f'value="{min(10 - remaining, 10)}"' in html


def test_a_standing_clock_says_so_and_has_no_date() -> None:
    html = rendered('{% deadline None None 15 paused="中止第 9 日" %}')

    assert "deadline--hold" in html
    assert "中止第 9 日" in html
    assert 'value="0"' in html


def test_a_date_of_another_year_names_it_and_says_that_it_is_provisional() -> None:
    html = rendered("{% day on provisional=True %}", on=date(2031, 1, 6))

    assert "2031 年 1 月 6 日 周一" in html
    assert "暂定" in html


def test_a_card_puts_what_stands_aside_into_its_head_and_its_foot_below() -> None:
    html = rendered(
        '{% card title="意见" id="o" %}身{% aside %}<a href="#">旁</a>{% endaside %}'
        "{% foot %}脚{% endfoot %}{% endcard %}"
    )

    assert html.index("旁") < html.index("card-body") < html.index("身") < html.index("脚")
    assert "<!--" not in html


def test_what_a_person_typed_stays_text_in_a_card() -> None:
    html = rendered('{% card title=name id="o" %}{{ name }}{% endcard %}', name="<script>alert(1)</script>")

    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2


def test_typed_text_cannot_forge_a_slot() -> None:
    typed = "<!--slot aside-->x<!--/slot aside-->"
    html = rendered('{% card title="t" id="o" %}{{ typed }}{% endcard %}', typed=typed)

    assert 'class="aside"' not in html


class AForm(forms.Form):
    code = forms.CharField(label="代码", help_text="18 位")
    ways = forms.ChoiceField(label="方式", widget=forms.RadioSelect, choices=[("a", "甲"), ("b", "乙")])


def test_a_wrong_field_is_joined_to_its_error_and_its_hint() -> None:
    html = rendered("{% field form.code %}", form=AForm({}))

    assert 'aria-describedby="id_code_error id_code_helptext"' in html
    assert 'id="id_code_error"' in html
    assert 'aria-invalid="true"' in html
    assert "必填" in html


def test_radios_are_a_group_with_a_name() -> None:
    html = rendered("{% field form.ways %}", form=AForm())

    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="radio"') == 2


def test_every_form_gets_a_token_of_its_own() -> None:
    assert rendered("{% once %}") != rendered("{% once %}")


def test_a_row_speaks_the_readers_language() -> None:
    row = type("Row", (), {"name": "计量处", "name_en": "Metrology"})()

    assert look.in_language(row, "name") == "计量处"
    with override("en"):
        assert look.in_language(row, "name") == "Metrology"
