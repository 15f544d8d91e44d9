"""The printed form of an issued document: PDF/A-2b set by typst, rendered once, the same bytes each time."""

import hashlib
import json
import os
import secrets
import threading
from functools import lru_cache
from pathlib import Path
from typing import Literal

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings

from documents.kinds import FORMS, DocumentKind
from documents.models import Document
from documents.typesetting import set_out

TEMPLATES = Path(__file__).parent / "typst"
_own = threading.local()


def render(document: Document, *, query_code: str = "") -> bytes:
    """The PDF; kept under VAR_DIR/pdf after the first time, unless it carries a query code."""
    if query_code:
        return compiled(document, query_code=query_code)
    kept = _folder() / f"{document.sha256}.pdf"
    if kept.exists():
        return kept.read_bytes()
    data = compiled(document)
    _keep(kept, data)
    _note(document, kept, data)
    return data


def compiled(
    document: Document, *, query_code: str = "", form: Literal["pdf", "png"] = "pdf", ppi: float = 100
) -> bytes:
    """The document set anew; as PNG the first page."""
    layout = TEMPLATES / f"{FORMS[DocumentKind(document.kind)].layout}.typ"
    data = json.dumps(set_out(document, query_code=query_code), ensure_ascii=False)
    made = _compiler().compile(
        layout,
        format=form,
        ppi=ppi,
        sys_inputs={"data": data},
        pdf_standards=["a-2b"] if form == "pdf" else [],
        timestamp=int(document.issued_at.timestamp()),
    )
    return made[0] if isinstance(made, list) else made or b""


def _compiler() -> typst.Compiler:
    """A compiler of this thread's own: one that is compiling refuses a second caller."""
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts())
    compiler: typst.Compiler = _own.compiler
    return compiler


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read once for all threads; nothing of the system, so that every machine sets the same bytes."""
    folder = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _folder() -> Path:
    folder: Path = settings.VAR_DIR / "pdf"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _keep(path: Path, data: bytes) -> None:
    """Write whole or not at all: another process may be reading."""
    draft = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
    draft.write_bytes(data)
    draft.replace(path)


def _note(document: Document, path: Path, data: bytes) -> None:
    document.pdf_path, document.pdf_sha256 = path.name, hashlib.sha256(data).hexdigest()
    Document.objects.filter(pk=document.pk).update(pdf_path=document.pdf_path, pdf_sha256=document.pdf_sha256)
