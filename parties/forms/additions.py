"""What is added to the card of a party: people, agents, bars, entitlements, lines of the archive."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organization.forms.people import ActForm, PersonChoice, day_field
from organization.models import Person
from parties.access import nominators
from parties.forms.fields import NameField, id_number_field, telephone_field
from parties.models import EntitlementGround, QualityKind, RepresentativeRole


class RepresentativeForm(ActForm):
    """A person with an account who acts for the party."""

    person = NameField(label=_("登录名"), max_length=40, help_text=_("本人在本系统的登录名。"))
    role = forms.ChoiceField(label=_("身份"), choices=RepresentativeRole.choices)
    first_on = day_field(_("起始日"))
    last_on = day_field(_("截止日"), required=False, help_text=_("不填即长期。"))

    def clean_person(self) -> Person:
        person = Person.objects.active().filter(username=self.cleaned_data["person"]).first()
        if person is None:
            raise ValidationError(_("没有这个登录名，请核对。"))
        return person


class AgentForm(ActForm):
    """An agent with a power of attorney."""

    name = NameField(label=_("代理人"), max_length=80)
    mobile = telephone_field(label=_("联系电话"), required=False)
    id_number = id_number_field(required=False, help_text=_("只核对，不保存；页面只显示前 3 位和末位。"))
    scope = NameField(label=_("委托事项"), max_length=300)
    document_note = NameField(label=_("委托书"), max_length=200, required=False)
    first_on = day_field(_("起始日"))
    last_on = day_field(_("截止日"), required=False)


class BarForm(ActForm):
    """A bar from one item by a numbered decision."""

    item_code = NameField(label=_("事项代码"), max_length=16, help_text=_("例如 QTS-08。"))
    ground = NameField(label=_("事由"), max_length=300)
    article = NameField(label=_("依据"), max_length=120, help_text=_("例如 行政许可法第七十八条。"))
    decision_no = NameField(label=_("决定文号"), max_length=80)
    first_on = day_field(_("起始日"))
    last_on = day_field(_("截止日"))


class LiftForm(ActForm):
    """Why a bar is lifted."""

    reason = NameField(label=_("解除理由"), max_length=300)


class EndEntitlementForm(ActForm):
    """Why the green channel ends."""

    reason = NameField(label=_("终止理由"), max_length=300, help_text=_("今天为最后一天；已定的承诺不变。"))


class EntitlementForm(ActForm):
    """The green channel: what another nominated is approved by the one who signs."""

    ground = forms.ChoiceField(label=_("情形"), choices=EntitlementGround.choices)
    reason = NameField(label=_("理由"), max_length=500)
    nominated_by = PersonChoice(label=_("提名人"))
    first_on = day_field(_("起始日"))
    last_on = day_field(_("截止日"), required=False)
    promise_factor = forms.DecimalField(
        label=_("承诺时限系数"),
        min_value=Decimal("0.1"),
        max_value=Decimal(1),
        decimal_places=2,
        initial=Decimal("0.5"),
        help_text=_("0.5 即承诺时限减半。"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["nominated_by"]
        if isinstance(field, PersonChoice):
            field.queryset = nominators()


class QualityForm(ActForm):
    """A line of the quality archive."""

    kind = forms.ChoiceField(label=_("类别"), choices=QualityKind.choices)
    title = NameField(label=_("内容"), max_length=300)
    on = day_field(_("日期"))
    source = NameField(label=_("来源"), max_length=200)
