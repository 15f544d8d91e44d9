"""Files as people upload them: honest ones, and ones that are not what they say."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HTML = b"<html><script>alert(1)</script></html>"


def upload(name: str, content: bytes = PDF, said: str = "application/pdf") -> SimpleUploadedFile:
    """A file with the type its sender says it has."""
    return SimpleUploadedFile(name, content, said)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 4)) -> bytes:
    """A small picture."""
    drawn = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", size).save(drawn, kind)
    return drawn.getvalue()


def package(*parts: str, types: str = "") -> bytes:
    """A ZIP with these parts, as Office and OFD files are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
        for part in parts:
            archive.writestr(part, "<x/>")
    return made.getvalue()


def bomb() -> bytes:
    """A ZIP that unpacks to far more than it is."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(310):
            part.write(bytes(1024 * 1024))
    return made.getvalue()
