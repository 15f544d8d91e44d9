"""Makers of documents: an acceptance notice to 镇江示范醋业, uploads that are what they say."""

from typing import Any

from django.db import transaction

from documents.actions import issue
from documents.kinds import DocumentKind
from documents.models import Document
from records.chain import Subject
from tests.makers.parties import AT

CASE = Subject("case", "321100-20261124-00017-0")
FIRM = "镇江示范醋业有限公司"
CONTENT: dict[str, Any] = {
    "recipient": f"{FIRM}（统一社会信用代码：91321100MA1X00017C）",
    "paragraphs": [
        "你单位于 2026 年 11 月 24 日提交的“气瓶充装单位许可（新办）”申请，经审查，属于本机关职权范围，"
        "申请材料齐全、符合法定形式。依据《中华人民共和国行政许可法》第三十二条，本机关决定予以受理。",
        "检验、检测、鉴定、专家评审等所需时间不计算在内。",
    ],
    "facts": [
        ["案件编号", CASE.key],
        ["法定办理时限", "20 个工作日"],
        ["承诺办结日期", "2026 年 12 月 14 日"],
    ],
    "table": {
        "head": ["序号", "申请材料", "份数"],
        "rows": [["1", "气瓶充装许可申请书（示范数据）", "原件 1 份"], ["2", "营业执照", "复印件 1 份"]],
    },
    "rights": ["如有疑问，可向受理窗口查询。"],
}


def a_document(
    kind: DocumentKind = DocumentKind.ACCEPTANCE, *, content: dict[str, Any] | None = None, **facts: Any
) -> Document:
    """A document issued by the system about a case."""
    given: dict[str, Any] = {"subject": CASE, "recipient": FIRM, "by": None, "at": AT, **facts}
    with transaction.atomic():
        return issue(kind, content=CONTENT if content is None else content, **given)
