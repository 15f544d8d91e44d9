"""Registers documents with Django, its sentences with the ledger, and who reads what belongs to a party."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("文书")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from documents import guards  # models are ready only now
        from documents.standing import Standing
        from parties.access import sees
        from records import sentences

        guards.register("party", lambda person, thing: sees(person, thing.subject_key))
        words = {"old": dict(Standing.choices), "new": dict(Standing.choices)}
        sentences.register(
            {
                "document.standing_changed": _("{actor} 将文书状态由“{old}”改为“{new}”：{reason}"),
                "signing_key.entered": _("{actor} 启用签名公钥 {public_key}"),
            },
            words,
        )
