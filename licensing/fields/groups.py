"""The parts of the fields that are groups: an address, a person, a piece of equipment."""

from __future__ import annotations

from licensing.fields.definition import Field, FieldKind

GROUP_PARTS: dict[FieldKind, tuple[Field, ...]] = {
    FieldKind.ADDRESS: (
        Field("district", FieldKind.DISTRICT, "区划", "District", is_required=True),
        Field("detail", FieldKind.TEXT, "详细地址", "Address", is_required=True, max_length=300),
    ),
    FieldKind.PERSON: (
        Field("name", FieldKind.TEXT, "姓名", "Name", is_required=True, max_length=80),
        Field("mobile", FieldKind.TEXT, "电话", "Telephone", is_required=True, max_length=20),
        Field("certificate_no", FieldKind.TEXT, "资格证编号", "Qualification number", max_length=60),
    ),
    FieldKind.EQUIPMENT: (
        Field("name", FieldKind.TEXT, "设备名称", "Name of the equipment", is_required=True),
        Field("model", FieldKind.TEXT, "型号规格", "Model", is_required=True),
        Field("serial_no", FieldKind.TEXT, "出厂编号", "Serial number", is_required=True),
        Field("maker", FieldKind.TEXT, "制造单位", "Maker", is_required=True),
    ),
}
"""No identity number is asked for here: a person's number belongs to the register of parties, sealed."""
