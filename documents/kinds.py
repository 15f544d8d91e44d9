"""The kinds of official documents: what each is called, its number word, its layout."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a document is; the label is what the register and the verification page call it."""

    RECEIPT = "receipt", _("收件凭证")
    CORRECTION = "correction", _("补正通知书")
    ACCEPTANCE = "acceptance", _("受理通知书")
    NOT_ACCEPTED = "not_accepted", _("不予受理通知书")
    NOT_OURS = "not_ours", _("不属本机关职权告知书")
    NO_LICENCE_NEEDED = "no_licence_needed", _("无需行政许可告知书")
    SPECIAL_PROCEDURE = "special_procedure", _("特别程序（不计时）告知书")
    GRANT = "grant", _("准予行政许可决定书")
    REFUSAL = "refusal", _("不予行政许可决定书")
    LICENCE = "licence", _("行政许可证")
    EXTENSION = "extension", _("延期决定告知书")


@dataclass(frozen=True)
class Form:
    """How a kind is numbered and laid out."""

    word: str
    layout: str
    title: str
    title_en: str


FORMS: dict[DocumentKind, Form] = {
    DocumentKind.RECEIPT: Form("许收", "receipt", "收件凭证", "Receipt of Application"),
    DocumentKind.CORRECTION: Form("许补", "letter", "行政许可申请材料补正通知书", "Correction Notice"),
    DocumentKind.ACCEPTANCE: Form("许受", "letter", "行政许可申请受理通知书", "Notice of Acceptance"),
    DocumentKind.NOT_ACCEPTED: Form(
        "许不受", "letter", "行政许可申请不予受理通知书", "Notice of Non-acceptance"
    ),
    DocumentKind.NOT_OURS: Form("许移", "letter", "不属本机关职权告知书", "Notice: Not within Our Authority"),
    DocumentKind.NO_LICENCE_NEEDED: Form("许免", "letter", "无需行政许可告知书", "Notice: No Licence Needed"),
    DocumentKind.SPECIAL_PROCEDURE: Form(
        "许特", "letter", "特别程序（不计时）告知书", "Notice of Special Procedure (Not Counted)"
    ),
    DocumentKind.GRANT: Form(
        "许准", "letter", "准予行政许可决定书", "Decision Granting an Administrative Licence"
    ),
    DocumentKind.REFUSAL: Form(
        "许不准", "letter", "不予行政许可决定书", "Decision Refusing an Administrative Licence"
    ),
    DocumentKind.LICENCE: Form("许证", "licence", "行政许可证", "Licence"),
    DocumentKind.EXTENSION: Form("许延", "letter", "延期决定告知书", "Notice of Decision to Extend"),
}


def number_text(kind: DocumentKind, year: int, serial_no: int) -> str:
    """The number as printed, e.g. 镇质监许受字〔2026〕第0001号."""
    return f"镇质监{FORMS[kind].word}字〔{year}〕第{serial_no:04d}号"
