"""The catalogue for administrators to look at: published versions never change, a new one is loaded."""

import json
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from licensing.models import Basis, FormVersion, Item, ItemVersion, Material
from records.admin import ShownOnly


def column(name: str, words: Any, *, is_claim: bool = False) -> Callable[[Model], Any]:
    """A column of a table under a title people read; choices in words, a claim as a sign."""

    @admin.display(description=words, ordering=name, boolean=is_claim)
    def value(row: Model) -> Any:
        in_words = getattr(row, f"get_{name}_display", None)
        return in_words() if in_words else getattr(row, name)

    value.__name__ = name
    return value


class CatalogueAdmin(ShownOnly):
    """A table of the catalogue: the first columns in the list, all on the page of a row."""

    columns: ClassVar[list[Any]] = []
    listed: ClassVar[int] = 6

    def get_list_display(self, request: Any) -> Any:
        return self.columns[: self.listed]

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return self.columns

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return self.get_fields(request, obj)


@admin.register(Item)
class ItemAdmin(CatalogueAdmin):
    page = "items"
    columns = [column("code", _("代码"))]
    search_fields = ["code"]
    ordering = ["code"]


@admin.register(ItemVersion)
class ItemVersionAdmin(CatalogueAdmin):
    columns = [
        column("item", _("事项")),
        column("number", _("版本")),
        column("name", _("名称")),
        column("nature", _("事项性质")),
        column("handling", _("办件类型")),
        column("is_open", _("开放"), is_claim=True),
        column("statutory_limit", _("法定时限")),
        column("promised_limit", _("承诺时限")),
        column("lead_unit", _("牵头单位")),
        column("in_force_from", _("起")),
        column("published_at", _("发布时间")),
    ]
    list_select_related = ["item", "lead_unit"]
    search_fields = ["item__code", "name"]
    ordering = ["item__code", "-number"]


@admin.register(FormVersion)
class FormVersionAdmin(CatalogueAdmin):
    """The field definitions of an item's form."""

    columns = [column("item", _("事项")), column("number", _("版本")), column("digest", _("摘要"))]
    list_select_related = ["item"]
    ordering = ["item__code", "-number"]

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return [*self.columns, "spelled"]

    @admin.display(description=_("字段定义"))
    def spelled(self, form: FormVersion) -> str:
        """The definition as it was published."""
        return json.dumps(form.definition, ensure_ascii=False, indent=1)


@admin.register(Basis)
class BasisAdmin(CatalogueAdmin):
    columns = [
        column("version", _("事项版本")),
        column("title", _("名称")),
        column("articles", _("条款")),
        column("rank", _("效力位阶")),
        column("mark", _("核对情况")),
        column("in_force_from", _("起")),
        column("in_force_until", _("止")),
    ]
    list_select_related = ["version__item"]
    search_fields = ["title", "version__item__code"]
    ordering = ["version__item__code", "-version__number", "order"]


@admin.register(Material)
class MaterialAdmin(CatalogueAdmin):
    columns = [
        column("version", _("事项版本")),
        column("name", _("名称")),
        column("basis", _("法律依据")),
        column("is_asked", _("要求提交"), is_claim=True),
        column("is_key", _("主要材料"), is_claim=True),
        column("copies", _("份数")),
        column("mark", _("核对情况")),
    ]
    list_select_related = ["version__item", "basis"]
    search_fields = ["name", "version__item__code"]
    ordering = ["version__item__code", "-version__number", "order"]
