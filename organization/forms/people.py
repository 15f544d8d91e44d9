"""Forms for people, posts, absences and delegations; what an act refuses stands at its field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organization.models import District, Function, Person, Role, Unit
from records.languages import listed
from records.refusals import LegalRefusal


class ActForm(forms.Form):
    """A form whose act may refuse."""

    def refuse(self, refusal: ValidationError | LegalRefusal) -> None:
        """Show a refusal at its field, or above the form where it names none of ours."""
        if isinstance(refusal, LegalRefusal):
            self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)
            return
        found = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
        for name, messages in found.items():
            self.add_error(name if name in self.fields else None, ValidationError(messages))


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, picked from the browser's calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class PersonChoice(forms.ModelChoiceField[Person]):
    """A person by name, units and account, since names repeat; the rows come with `held`, their posts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Person.objects.none(), **{"empty_label": _("请选择"), **options})

    def label_from_instance(self, obj: Person) -> str:
        units = dict.fromkeys(post.unit.title() for post in getattr(obj, "held", ()))
        facts = {"name": obj.title(), "units": listed(units), "login": obj.username}
        return (_("%(name)s（%(units)s，%(login)s）") if units else _("%(name)s（%(login)s）")) % facts


class UnitChoice(forms.ModelChoiceField[Unit]):
    """A unit by its full name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Unit.objects.none(), **{"empty_label": _("请选择"), **options})

    def label_from_instance(self, obj: Unit) -> str:
        return obj.title()


class PersonForm(ActForm):
    """A new account."""

    username = forms.CharField(label=_("登录名"), max_length=40)
    name = forms.CharField(label=_("姓名"), max_length=40)
    name_en = forms.CharField(label=_("英文姓名"), max_length=60, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    mobile = forms.CharField(label=_("手机"), max_length=20, required=False)
    password = forms.CharField(
        label=_("初始密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 8 个字符。请当面告知本人，并请本人登录后改掉。"),
    )


class PasswordResetForm(ActForm):
    """A new password for somebody who forgot theirs."""

    password = forms.CharField(
        label=_("新密码"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class PostForm(ActForm):
    """A post: where, as what, from when."""

    unit = UnitChoice(label=_("单位"))
    role = forms.ChoiceField(label=_("职责"), choices=Role.choices)
    first_on = day_field(_("起"))
    last_on = day_field(_("止"), required=False, help_text=_("不填为长期。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.active().in_order()  # type: ignore[attr-defined]  # a ChoiceField


class EndForm(ActForm):
    """The last day of something."""

    last_on = day_field(_("最后一天"))


class ReasonForm(ActForm):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class AbsenceForm(ActForm):
    """Who is away, from when to when, and who acts meanwhile."""

    person = PersonChoice(label=_("请假人"))
    deputy = PersonChoice(label=_("代办人"))
    first_on = day_field(_("起"))
    last_on = day_field(_("止"))
    reason = forms.CharField(label=_("事由"), max_length=100, required=False)

    def __init__(self, *args: Any, people: Any, deputies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]  # a ChoiceField


class DelegationForm(ActForm):
    """What is entrusted to whom, by which notice."""

    function = forms.ChoiceField(label=_("职能"), choices=Function.choices)
    district = forms.ModelChoiceField(
        label=_("区划"), queryset=District.objects.none(), empty_label=_("请选择")
    )
    unit = UnitChoice(label=_("受委托单位"))
    notice_no = forms.CharField(label=_("公告文号"), max_length=60)
    published_on = day_field(_("公告日期"))
    first_on = day_field(_("起"))
    last_on = day_field(_("止"), required=False, help_text=_("不填为长期。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bureaus = Unit.objects.active().filter(kind="bureau").in_order()
        self.fields["unit"].queryset = bureaus  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["district"].queryset = District.objects.order_by("order")  # type: ignore[attr-defined]  # a choice of rows
