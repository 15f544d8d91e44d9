"""What lies at the window in the world of the access table: a draft, and cases at each of its steps."""

from functools import cached_property
from typing import Any

from licensing.actions import (
    Asking,
    answer_request,
    attach_to_application,
    attach_to_draft,
    request_correction,
)
from licensing.intake.tokens import new_token
from licensing.models import Application
from licensing.models.requests import Answer
from tests.makers.licensing import MORNING, World, accepted, checked, load, received, task
from tests.makers.parties import an_enterprise
from tests.makers.promising import promised
from tests.makers.uploads import upload
from tests.makers.window import certified, forwarded, granted

Names = dict[str, Any]
ITEM = "QTS-08"
NO_TOKEN = "b" * 32


class WindowScene:
    """Made as far as it is asked for; the clerk's own draft, all else of the window's."""

    def __init__(self, world: World) -> None:
        self.world = world

    @cached_property
    def token(self) -> str:
        return new_token(self.world.cast.clerk)

    @cached_property
    def draft_file(self) -> Names:
        sent = upload("草稿.pdf")
        file = attach_to_draft(self.token, sent, material="fire", by=self.world.cast.clerk, at=MORNING)
        return {"token": self.token, "material": "fire", "pk": file.pk}

    @cached_property
    def received(self) -> Application:
        return received(self.world, ITEM, party=an_enterprise("镇江收件燃气有限公司"))

    @cached_property
    def received_file(self) -> Names:
        case = self.received.case
        file = attach_to_application(
            self.received.pk, upload("收件.pdf"), material="fire", by=self.world.cast.clerk, at=MORNING
        )
        return {"number": case.number, "material": "fire", "pk": file.pk}

    @cached_property
    def corrected(self) -> Application:
        firm = an_enterprise("镇江补正燃气有限公司")
        application = checked(self.world, ITEM, party=firm, wrong=["fire"])
        request_correction(application.pk, by=self.world.cast.clerk, at=MORNING)
        return application

    @cached_property
    def asked(self) -> int:
        asking = Asking(
            an_enterprise("镇江问询燃气有限公司"), "示范", Answer.NOT_OURS, "asked", whom="示范局"
        )
        return answer_request(asking, by=self.world.cast.clerk, at=MORNING).pk

    @cached_property
    def promised(self) -> Application:
        return promised(self.world, party=an_enterprise("镇江后补燃气有限公司"))

    @cached_property
    def granted(self) -> int:
        load("QTS-06")
        return task(granted(self.world), "certificate").pk

    @cached_property
    def certified(self) -> str:
        load("QTS-06")
        return certified(self.world).case.number

    @cached_property
    def letter(self) -> int:
        load("QTS-19")
        return task(accepted(self.world, "QTS-19"), "transport_opinion").pk

    @cached_property
    def notice(self) -> int:
        load("QTS-18")
        return task(accepted(self.world, "QTS-18"), "acknowledge").pk

    @cached_property
    def forwarded(self) -> int:
        load("QTS-11")
        return task(forwarded(self.world), "superior").pk
