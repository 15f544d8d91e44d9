"""Registering an enterprise or a person, changing details, opening a sealed number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organization.forms.people import ActForm
from organization.models import District
from parties.forms.fields import NameField, id_number_field, org_code_field, telephone_field, uscc_field
from parties.models import Party


class DistrictChoice(forms.ModelChoiceField[District]):
    """A district by its name."""

    def __init__(self, **options: Any) -> None:
        given = {"label": _("所属区划"), "empty_label": _("请选择"), **options}
        super().__init__(District.objects.order_by("order"), **given)


class DetailsForm(ActForm):
    """What may change of any party."""

    name = NameField(label=_("名称"), max_length=200)
    district = DistrictChoice()
    address = NameField(label=_("地址"), max_length=300, required=False)
    contact_name = NameField(label=_("联系人"), max_length=80, required=False)
    contact_mobile = telephone_field(label=_("联系电话"), required=False)


class EnterpriseDetailsForm(DetailsForm):
    """What may change of an enterprise."""

    name_en = NameField(label=_("英文名称"), max_length=200, required=False)
    legal_representative = NameField(label=_("法定代表人"), max_length=80, required=False)
    field_order = ["name", "name_en", "district", "address", "legal_representative"]


class EnterpriseForm(EnterpriseDetailsForm):
    """A new enterprise."""

    uscc = uscc_field(required=False, help_text=_("18 位，例如 91321100MA1X00017C（示范）。"))
    org_code = org_code_field(
        required=False, help_text=_("只有 2015 年 10 月以前的 9 位代码时填，有信用代码不用填。")
    )
    field_order = ["uscc", "org_code", "name", "name_en", "district", "address", "legal_representative"]

    def clean(self) -> dict[str, Any] | None:
        facts = super().clean()
        codes = ("uscc", "org_code")
        if not any(self.cleaned_data.get(code) or self.errors.get(code) for code in codes):
            self.add_error("uscc", _("请填统一社会信用代码；没有的，填组织机构代码。"))
        return facts


class NaturalPersonForm(DetailsForm):
    """A new natural person."""

    id_number = id_number_field(help_text=_("加密保存，页面和导出只显示前 3 位和末位。"))
    field_order = ["id_number", "name", "district", "address"]


class RevealForm(ActForm):
    """Why a sealed number is opened."""

    reason = NameField(label=_("查看理由"), max_length=200)


def changing(party: Party, data: Any = None) -> DetailsForm:
    """The form of the party's details, filled with what stands."""
    form = DetailsForm if party.is_person else EnterpriseDetailsForm
    initial = {name: getattr(party, name) for name in form.base_fields}
    return form(data, initial=initial)
