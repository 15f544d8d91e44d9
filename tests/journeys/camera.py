"""A telephone's camera before a paper: what its QR code says."""

from io import BytesIO

import pypdfium2
import zxingcpp


def address_on(pdf: bytes) -> str:
    """The address in the one QR code of a paper's first page, read from the page as it is printed."""
    page = pypdfium2.PdfDocument(BytesIO(pdf))[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    return str(code.text)
