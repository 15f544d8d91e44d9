"""How the lines of organization read."""

from django.utils.translation import gettext_lazy as _

from organization.models import Function, Role
from records.sentences import register


def register_sentences() -> None:
    """Give each verb of organization its sentence."""
    register(
        {
            "organization.loaded": _("{actor} 载入机构数据：新增 {added}，更正 {changed}"),
            "person.added": _("{actor} 建立账号 {username}（{person}）"),
            "person.disabled": _("{actor} 停用 {person} 的账号：{reason}"),
            "person.enabled": _("{actor} 恢复 {person} 的账号：{reason}"),
            "password.changed": _("{actor} 更改自己的密码"),
            "password.reset": _("{actor} 重置 {person} 的密码"),
            "second_factor.set": _("{actor} 为 {person} 设置两步验证"),
            "second_factor.reset": _("{actor} 重置 {person} 的两步验证：{reason}"),
            "post.filled": _("{actor} 任命 {person} 为{unit_name}{role}，自 {first_on} 至 {last_on}"),
            "post.ended": _("{actor} 结束 {person} 的{unit_name}{role}任职，止于 {last_on}"),
            "absence.recorded": _("{actor} 登记 {person} 请假 {first_on} 至 {last_on}，由 {deputy} 代办"),
            "absence.ended": _("{actor} 将 {person} 的请假提前结束于 {last_on}"),
            "absence.withdrawn": _("{actor} 撤回 {person} {first_on} 至 {last_on} 的请假"),
            "function.delegated": _(
                "{actor} 登记委托：{district_name}的{function}委托{unit_name}，"
                "自 {first_on} 至 {last_on}，公告 {notice_no}"
            ),
            "delegation.ended": _("{actor} 结束委托：{district_name}的{function}，止于 {last_on}"),
        },
        words={"role": dict(Role.choices), "function": dict(Function.choices)},
    )
