"""The printed form: every text as typed, rare characters right, the same bytes every time."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pytest_django import Settings

from documents import glyphs, pdf
from documents.kinds import DocumentKind
from documents.models import Document
from tests.makers.documents import CONTENT, a_document

pytestmark = pytest.mark.django_db
HOSTILE = (
    '#set text(red) \\ {{ x }} {% y %} *粗* _斜_ `码` $a$ @b <c> // 注 /* 注 */ =1+1 #image("/etc/passwd")'
)
RARE = "堃喆镕㛃䶮𬭎"


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_prints_its_number_code_and_text(kind: DocumentKind, language: str) -> None:
    document = a_document(kind, language=language)

    text = squeezed(text_of(pdf.compiled(document)))

    assert squeezed(document.number) in text
    assert squeezed(document.title) in text
    assert document.verify_code[:4] in text
    assert "镇江示范醋业有限公司" in text
    assert "2026年11月24日" in text


def test_typst_syntax_is_printed_and_not_obeyed() -> None:
    content = {
        "title": HOSTILE,
        "recipient": HOSTILE,
        "paragraphs": [HOSTILE],
        "facts": [[HOSTILE[:20], HOSTILE]],
        "table": {"head": ["#a", "b"], "rows": [[HOSTILE, "#panic()"]]},
        "rights": [HOSTILE],
        "sign": {"organ": "#organ"},
    }
    for kind in (DocumentKind.RECEIPT, DocumentKind.GRANT, DocumentKind.LICENCE):
        text = squeezed(text_of(pdf.compiled(a_document(kind, content=content))))

        assert text.count(squeezed("{{ x }} {% y %} *粗* _斜_ `码` $a$ @b <c>")) >= 4
        assert "#panic()" in text
        assert "root:" not in text


def test_rare_characters_are_printed() -> None:
    assert RARE in text_of(pdf.compiled(a_document(content={"paragraphs": [RARE]})))


def test_what_the_font_lacks_is_marked_and_named() -> None:
    text = text_of(pdf.compiled(a_document(content={"paragraphs": ["厂名😀\U0003fffd与 \u202e后"]})))

    assert "厂名〓" in text
    assert "U+1F600" in text
    assert "\u202e" not in text


def test_long_names_wrap_and_nothing_is_lost() -> None:
    name, latin = "很长的企业名称" * 28, "W" * 200
    content = {"recipient": name, "facts": [["单位名称", name], ["Name", latin]], "paragraphs": [latin]}

    for kind in (DocumentKind.RECEIPT, DocumentKind.GRANT, DocumentKind.LICENCE):
        text = squeezed(text_of(pdf.compiled(a_document(kind, content=content)))).replace("\u200b", "")
        assert name in text
        assert latin in text


def test_a_long_table_goes_on_with_its_head_on_the_next_page() -> None:
    rows = [[str(number), f"材料{number}", "原件 1 份"] for number in range(1, 91)]
    table = {"head": ["序号", "申请材料", "份数"], "rows": rows}

    pages = PdfReader(io.BytesIO(pdf.compiled(a_document(content={**CONTENT, "table": table})))).pages

    assert len(pages) > 2
    assert all("申请材料" in page.extract_text() for page in pages[:3])


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"paragraphs": None, "facts": [], "table": None},
        {"table": {"head": [], "rows": [["x"]]}},
        {"sign": {"on": "明天"}},
        {"facts": [["空", None]]},
        {"table": {"head": ["a", "b"], "rows": [["一"], ["一", "二", "三"]]}},
    ],
)
def test_missing_parts_are_left_out(content: dict[str, Any]) -> None:
    assert pdf.compiled(a_document(content=content)).startswith(b"%PDF-")


def test_a_pdf_is_pdf_a_and_the_same_every_time() -> None:
    document = a_document()

    data = pdf.compiled(document)

    assert pdf.compiled(document) == data
    assert b"pdfaid:part" in data
    assert b"<pdfaid:conformance>B" in data.replace(b"\n", b"")


def test_the_first_view_keeps_what_later_ones_show(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    document = a_document()

    data = pdf.render(document)

    kept = Document.objects.get(pk=document.pk)
    assert (tmp_path / "pdf" / kept.pdf_path).read_bytes() == data
    assert len(kept.pdf_sha256) == 64
    assert pdf.render(kept) == data


def test_a_receipt_with_its_query_code_is_not_kept(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    receipt = a_document(DocumentKind.RECEIPT, content={"qr": "/track/321100-20261124-00017-0/"})

    assert "7K3M-92QD" in text_of(pdf.render(receipt, query_code="7K3M-92QD"))
    assert not (tmp_path / "pdf").exists()
    assert "7K3M" not in text_of(pdf.render(receipt))


def test_the_seal_is_a_specimen_in_the_demo_and_absent_elsewhere(settings: Settings) -> None:
    document = a_document()

    assert "章" in text_of(pdf.compiled(document))
    assert "样章" in text_of(pdf.compiled(document))
    settings.DEMO = False
    text = text_of(pdf.compiled(document))
    assert "（印章）" in text
    assert "样章" not in text


def test_several_threads_render_at_once() -> None:
    document = a_document()
    alone = pdf.compiled(document)

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: pdf.compiled(document), range(12)))

    assert set(made) == {alone}


def test_a_picture_of_a_page_can_be_had() -> None:
    assert pdf.compiled(a_document(), form="png").startswith(b"\x89PNG")


def test_the_font_knows_what_it_has() -> None:
    assert glyphs.set_with_marks(RARE + "ABC，。《》〔〕①") == (RARE + "ABC，。《》〔〕①", [])
    assert glyphs.set_with_marks("\x00\u202e") == ("", [])
