"""Which files may be attached: by extension and by content, never by what the browser says of them."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

import filetype
from django.utils.translation import gettext as _
from PIL import Image

from parties.naming import cleaned

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 120
MOST_PIXELS = 60_000_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 5_000
ALLOWED = "PDF、JPG、PNG、DOCX、XLSX、OFD"
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.ofd"


class UploadRefusedError(ValueError):
    """A file was not taken; the message says which file and why."""


@dataclass(frozen=True)
class FileType:
    """A kind of file: its content type and the test of its content."""

    content_type: str
    is_one: Callable[[IO[bytes]], bool]


def checked(name: str, file: IO[bytes], size: int) -> tuple[str, FileType]:
    """The name as kept and the type of a file that may be attached; raises UploadRefusedError."""
    kept = _checked_name(name)
    _check_size(kept, size)
    file_type = TYPES[_extension(kept)]
    file.seek(0)
    if not file_type.is_one(file):
        message = _("“%(name)s”的内容不是它的扩展名所说的文件，或带有宏。请换成原始文件再传。")
        raise UploadRefusedError(message % {"name": kept})
    file.seek(0)
    return kept, file_type


def _checked_name(given: str) -> str:
    name = PurePath(given.replace("\\", "/")).name
    if cleaned(name) != name.strip():
        raise UploadRefusedError(_("文件名里有看不见的控制字符，请改名后再传。"))
    if len(name) > LONGEST_NAME:
        raise UploadRefusedError(_("文件名超过 %(most)d 个字，请改短后再传。") % {"most": LONGEST_NAME})
    if _extension(name) not in TYPES or any(part in PROGRAMS for part in name.lower().split(".")[1:]):
        message = _("“%(name)s”不是可以上传的文件，只收 %(allowed)s。")
        raise UploadRefusedError(message % {"name": name, "allowed": ALLOWED})
    return name


def _check_size(name: str, size: int) -> None:
    if size <= 0:
        raise UploadRefusedError(_("“%(name)s”是空文件，请核对后再传。") % {"name": name})
    if size > LARGEST:
        message = _("“%(name)s”超过 %(most)d MB，请压缩或拆分后再传。")
        raise UploadRefusedError(message % {"name": name, "most": LARGEST // 1024 // 1024})


def _extension(name: str) -> str:
    return PurePath(name).suffix.lower().lstrip(".")


def _is_pdf(file: IO[bytes]) -> bool:
    head = file.read(1024)
    return head.startswith(b"%PDF-") and b"<html" not in head.lower() and b"<script" not in head.lower()


def _is_image(kind: str) -> Callable[[IO[bytes]], bool]:
    def is_one(file: IO[bytes]) -> bool:
        if filetype.guess_extension(file.read(261)) != kind:
            return False
        file.seek(0)
        try:
            with Image.open(file) as image:  # reads the head only; a bomb is refused by its stated size
                width, height = image.size
                image.verify()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return False
        return width * height <= MOST_PIXELS

    return is_one


def _is_package(part: str) -> Callable[[IO[bytes]], bool]:
    """Whether a ZIP holds this part, no macros, and unpacks to a bearable size."""

    def is_one(file: IO[bytes]) -> bool:
        try:
            with zipfile.ZipFile(file) as package:
                infos, declared = package.infolist(), _declared_types(package)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False
        names = {info.filename.lower() for info in infos}
        bearable = len(infos) <= MOST_PARTS and sum(info.file_size for info in infos) <= MOST_UNPACKED
        macros = b"macroenabled" in declared or any("vbaproject" in name for name in names)
        return bearable and part in names and not macros

    return is_one


def _declared_types(package: zipfile.ZipFile) -> bytes:
    """The content types an Office file declares, as far as they are worth reading."""
    if "[Content_Types].xml" not in package.namelist():
        return b""
    with package.open("[Content_Types].xml") as part:
        return part.read(1_000_000).lower()


TYPES: dict[str, FileType] = {
    "pdf": FileType("application/pdf", _is_pdf),
    "jpg": FileType("image/jpeg", _is_image("jpg")),
    "jpeg": FileType("image/jpeg", _is_image("jpg")),
    "png": FileType("image/png", _is_image("png")),
    "docx": FileType(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _is_package("word/document.xml"),
    ),
    "xlsx": FileType(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _is_package("xl/workbook.xml")
    ),
    "ofd": FileType("application/ofd", _is_package("ofd.xml")),
}
PROGRAMS = frozenset(
    "exe com bat cmd scr pif msi js jse vbs vbe wsf ps1 sh jar lnk hta".split()  # noqa: SIM905
    + "html htm xhtml svg php docm xlsm".split()  # noqa: SIM905
)
SHOWN_INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
