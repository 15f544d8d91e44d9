"""Why an act on a party was not done; the message is what the clerk sees."""

from django.utils.translation import gettext as _

from records.refusals import LegalRefusal


class PartyRefusal(LegalRefusal):
    """An act on a party refused for a named reason; `field` says where the form shows it."""


class AlreadyRegisteredError(PartyRefusal):
    """The identifier belongs to a party already registered."""

    def __init__(self, field: str) -> None:
        super().__init__("party.already_registered", _("该号码已登记，请直接选用已有的当事人。"), field=field)


class ChangedMeanwhileError(PartyRefusal):
    """The party was changed by another since it was read."""

    def __init__(self) -> None:
        super().__init__("party.changed_meanwhile", _("资料刚被他人修改，请刷新后再改。您填的内容还在本页。"))
