"""How oversight's ledger lines read."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "task.urged": _("{actor} 催办“{step}”（{unit} {person}）"),
    "task.noted": _("{actor} 就“{step}”提示{unit} {person}：{words}"),
}

WORDS = {"person": {"": _("待认领")}}
