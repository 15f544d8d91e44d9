"""One form with a field of every kind, for the tests of forms."""

from datetime import date
from typing import Any

from licensing.fields import (
    Context,
    read_definition,
)

CONTEXT = Context(today=date(2026, 11, 24), districts=(("321171", "镇江新区"), ("321181", "丹阳市")))


SPEC: dict[str, Any] = {
    "title": "示范申请",
    "title_en": "Sample",
    "sections": [
        {
            "key": "one",
            "title": "一",
            "title_en": "One",
            "fields": [
                {
                    "key": "name",
                    "type": "text",
                    "label": "名称",
                    "label_en": "Name",
                    "required": True,
                    "max_length": 10,
                },
                {"key": "story", "type": "text", "label": "说明", "label_en": "Story", "multiline": True},
                {
                    "key": "count",
                    "type": "number",
                    "label": "数",
                    "label_en": "Count",
                    "unit": "台",
                    "unit_en": "sets",
                    "min": 1,
                    "max": 9,
                },
                {
                    "key": "volume",
                    "type": "number",
                    "label": "容积",
                    "label_en": "Volume",
                    "unit": "升",
                    "unit_en": "l",
                    "decimals": 2,
                },
                {"key": "made_on", "type": "date", "label": "日期", "label_en": "Date", "not_after": "today"},
                {
                    "key": "kind",
                    "type": "choice",
                    "label": "种类",
                    "label_en": "Kind",
                    "choices": [["a", "甲", "A"], ["b", "乙", "B"]],
                },
                {
                    "key": "media",
                    "type": "choice",
                    "label": "介质",
                    "label_en": "Media",
                    "multiple": True,
                    "choices": [["o", "氧", "Oxygen"], ["n", "氮", "Nitrogen"]],
                },
                {
                    "key": "why",
                    "type": "text",
                    "label": "理由",
                    "label_en": "Why",
                    "required_if": "kind == 'b'",
                },
                {"key": "place", "type": "address", "label": "地址", "label_en": "Address"},
                {
                    "key": "rows",
                    "type": "table",
                    "label": "清单",
                    "label_en": "List",
                    "min_rows": 1,
                    "max_rows": 3,
                    "columns": [
                        {
                            "key": "what",
                            "type": "text",
                            "label": "名称",
                            "label_en": "What",
                            "required": True,
                        },
                        {
                            "key": "n",
                            "type": "number",
                            "label": "数",
                            "label_en": "N",
                            "unit": "台",
                            "unit_en": "sets",
                        },
                    ],
                },
            ],
        }
    ],
}


FORM = read_definition(SPEC)
