"""A file is taken for what it is, not for what it is called."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from documents.actions import attach, attaching, remove
from documents.models import Attachment
from documents.uploads import LARGEST, UploadRefusedError
from records.chain import Subject
from tests.makers.documents import CASE
from tests.makers.parties import AT, someone
from tests.makers.uploads import HTML, PDF, bomb, package, picture, upload

pytestmark = pytest.mark.django_db
WORD = package("word/document.xml")


def attached(name: str, content: bytes = PDF, said: str = "application/pdf") -> Attachment:
    return attach(CASE, upload(name, content, said), slot="material:3", by=None, at=AT)


def stored() -> list[Path]:
    folder = Path(storages["attachments"].path(""))
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("营业执照.pdf", PDF, "application/pdf"),
        ("照片.JPG", picture("JPEG"), "image/jpeg"),
        ("照片.jpeg", picture("JPEG"), "image/jpeg"),
        ("图.png", picture(), "image/png"),
        ("申请书.docx", WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (
            "清单 v1.2.xlsx",
            package("xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("电子证照.ofd", package("OFD.xml"), "application/ofd"),
    ],
)
def test_an_honest_file_is_kept_under_a_name_that_tells_nothing(name: str, content: bytes, kind: str) -> None:
    kept = attach(CASE, upload(name, content, "text/html"), slot="material:3", by=someone("王丽"), at=AT)

    kept.refresh_from_db()
    assert (kept.name, kept.content_type, kept.size) == (name, kind, len(content))
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert kept.file.read() == content
    assert kept.uploaded_by_name == "王丽"
    assert len(str(kept.file.name)) == 35
    assert Path(kept.file.path).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("网页.pdf", HTML, "内容不是"),
        ("先空后网页.pdf", b"\n" + PDF, "内容不是"),
        ("夹带.pdf", b"%PDF-1.7\n" + HTML, "内容不是"),
        ("发票.pdf.exe", PDF, "不是可以上传的文件"),
        ("发票.exe.pdf", PDF, "不是可以上传的文件"),
        ("宏.docm", WORD, "不是可以上传的文件"),
        ("页.html", HTML, "不是可以上传的文件"),
        ("图.svg", b"<svg/>", "不是可以上传的文件"),
        ("无扩展名", PDF, "不是可以上传的文件"),
        (".pdf", PDF, "不是可以上传的文件"),
        ("宏.docx", package("word/document.xml", "word/vbaProject.bin"), "宏"),
        (
            "宏.docx",
            package("word/document.xml", types="application/vnd.ms-word.document.macroEnabled"),
            "宏",
        ),
        ("表.docx", package("xl/workbook.xml"), "内容不是"),
        ("假.docx", b"PK\x03\x04" + bytes(40), "内容不是"),
        ("炸弹.docx", bomb(), "内容不是"),
        ("假.png", picture("JPEG"), "内容不是"),
        ("残.png", picture()[:20], "内容不是"),
        ("巨幅.png", picture(size=(9_000, 9_000)), "内容不是"),
        ("空.pdf", b"", "空文件"),
        ("合同\u202efdp.exe.pdf", PDF, "控制字符"),
        ("a\x00b.pdf", PDF, "控制字符"),
        ("长" * 200 + ".pdf", PDF, "超过 120 个字"),
    ],
    ids=lambda value: value[:16] if isinstance(value, str) else "",
)
def test_a_file_not_what_it_says_is_refused_with_the_reason(name: str, content: bytes, word: str) -> None:
    before = stored()

    with pytest.raises(UploadRefusedError, match=word):
        attached(name, content)

    assert not Attachment.objects.exists()
    assert stored() == before


def test_a_file_whose_row_is_not_kept_is_not_kept_either() -> None:
    before = stored()

    with pytest.raises(IntegrityError), transaction.atomic():
        attach(CASE, upload("一.pdf"), slot="", by=None, at=None)  # type: ignore[arg-type]  # a row without

    assert stored() == before


def test_a_file_too_large_is_refused() -> None:
    with pytest.raises(UploadRefusedError, match="超过 20 MB"):
        attached("大.pdf", PDF + bytes(LARGEST))


def test_a_path_in_a_name_is_no_path() -> None:
    assert attached("..\\..\\windows\\表.pdf").name == "表.pdf"


def test_a_subject_has_so_many_files_and_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "MOST_FILES", 2)
    for name in ("一.pdf", "二.pdf"):
        attached(name)

    with pytest.raises(UploadRefusedError, match="已有 2 个"):
        attached("三.pdf")
    other = attach(Subject("case", "另一件"), upload("三.pdf"), slot="", by=None, at=AT)
    assert other.pk
    monkeypatch.setattr(attaching, "MOST_BYTES", len(PDF) * 2)
    monkeypatch.setattr(attaching, "MOST_FILES", 200)
    with pytest.raises(UploadRefusedError, match="合计"):
        attached("三.pdf")


def test_what_was_removed_is_listed_no_more_and_its_file_stays() -> None:
    kept, gone = attached("一.pdf"), attached("二.pdf")

    remove(gone, at=AT)

    assert list(Attachment.objects.of(CASE.kind, CASE.key)) == [kept]
    assert Path(gone.file.path).exists()
