"""The world of the access table: a case of 气瓶充装单位许可 under review, and one of everything around it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from documents.actions import attach
from documents.models import Document
from licensing.actions import end_special_procedure, start_special_procedure, submit_opinion
from licensing.actions.keeping import attach_to_task
from licensing.models import Application
from organization.models import Absence, Delegation, Post
from parties.actions import appoint_agent, appoint_representative, bar, entitle
from parties.models import EntitlementGround, Party, RepresentativeRole
from records.chain import Subject
from tests.architecture.window_scene import NO_TOKEN, WindowScene
from tests.makers.licensing import MORNING, World, a_world, accepted, task
from tests.makers.notices import make_notice
from tests.makers.organization import Cast
from tests.makers.parties import a_natural_person, an_enterprise
from tests.makers.uploads import upload
from workflow.actions import claim
from workflow.lateness import LatenessKind
from workflow.models import Lateness
from workflow.outcomes import Outcome

Names = dict[str, Any]
ITEM = "QTS-08"
SINCE = date(2026, 1, 1)
NO_NUMBER = 10**9
FIRM_CANARY = "金丝雀"  # in the firm's name: nobody outside the bureau but the firm itself reads it
CASE_CANARY = "云雀"  # in an opinion and a file's name: only who sees the case reads it
NO_CASE = "321100-20200101-99999-0"


class Scene:
    """Made at most once; what a test does to it is rolled back."""

    def __init__(self) -> None:
        self.world: World = a_world(ITEM)
        self.cast: Cast = self.world.cast
        self.firm: Party = an_enterprise(f"镇江{FIRM_CANARY}燃气有限公司")
        self.person: Party = a_natural_person()
        appoint_representative(
            self.firm,
            person=self.cast.enterprise,
            role=RepresentativeRole.ADMINISTRATOR,
            first_on=SINCE,
            by=self.cast.clerk,
            at=MORNING,
        )
        self.application: Application = accepted(self.world, ITEM, party=self.firm)
        self._appraise()
        self.window = WindowScene(self.world)

    def _appraise(self) -> None:
        """鉴定评审 over: the five reviews are open, the legal one claimed."""
        people = self.cast
        start_special_procedure(self.task("examine"), expected_days=9, by=people.equipment, at=MORNING)
        end_special_procedure(
            self.task("appraisal"), has_passed=True, result="合格", by=people.institute, at=MORNING
        )
        claim(self.task("legal_review"), by=people.legal, at=MORNING)
        submit_opinion(
            self.task("institute_review"), Outcome.AGREE, opinion=CASE_CANARY, by=people.institute, at=MORNING
        )

    def task(self, step: str) -> int:
        return task(self.application, step).pk

    @property
    def number(self) -> str:
        return self.application.case.number

    @cached_property
    def document(self) -> Document:
        return Document.objects.filter(subject_key=self.number).latest("id")

    @cached_property
    def attachment(self) -> UUID:
        subject = Subject("case", self.number)
        made = attach(
            subject, upload(f"{CASE_CANARY}.pdf"), slot="opinion:1", by=self.cast.metrology, at=MORNING
        )
        return made.pk

    @cached_property
    def file_of_metrology(self) -> Names:
        pk = self.task("metrology_review")
        made = attach_to_task(pk, upload("意见.pdf"), by=self.cast.metrology, at=MORNING)
        return {"pk": pk, "file": made.pk}

    @cached_property
    def entitlement(self) -> int:
        made = entitle(
            self.firm,
            ground=EntitlementGround.URGENT,
            reason="示范",
            nominated_by=self.cast.liaison,
            first_on=SINCE,
            by=self.cast.leader,
            at=MORNING,
        )
        return made.pk

    @cached_property
    def bar(self) -> int:
        made = bar(
            self.firm,
            item_code=ITEM,
            ground="示范",
            article="行政许可法第七十八条",
            decision_no="示范1号",
            first_on=SINCE,
            last_on=date(2026, 12, 31),
            by=self.cast.leader,
            at=MORNING,
        )
        return made.pk

    @cached_property
    def agent(self) -> int:
        facts: Names = {"name": "示范代理", "scope": "递交材料", "first_on": SINCE, "last_on": None}
        return appoint_agent(self.firm, **facts, by=self.cast.clerk, at=MORNING).pk

    @cached_property
    def absence(self) -> int:
        spell = Absence.objects.create(
            person=self.cast.metrology, deputy=self.cast.standards, first_on=SINCE, last_on=date(2026, 1, 2)
        )
        return spell.pk

    @cached_property
    def passed(self) -> int:
        days = {"due_on": date(2026, 9, 30), "since_on": date(2026, 10, 1), "found_at": MORNING}
        return Lateness.objects.create(case=self.application.case, kind=LatenessKind.PROMISE, **days).pk

    @property
    def post(self) -> int:
        return Post.objects.filter(person=self.cast.metrology).latest("id").pk


@dataclass(frozen=True)
class Thing:
    """What the URL of one object is called in this scene; the same words for one that does not exist."""

    names: Callable[[Scene], Names]
    missing: Names


def _pk(find: Callable[[Scene], Any]) -> Thing:
    return Thing(lambda scene: {"pk": find(scene)}, {"pk": NO_NUMBER})


def _of_sheet(**more: str) -> Thing:
    return Thing(lambda scene: {"token": scene.window.token, **more}, {"token": NO_TOKEN, **more})


def _of_case(find: Callable[[Scene], Application], **more: str) -> Thing:
    return Thing(lambda scene: {"number": find(scene).case.number, **more}, {"number": NO_CASE, **more})


def _of_firm(**more: Any) -> Thing:
    """Something under the firm's card: a function of the scene becomes its name, a word stays."""

    def names(scene: Scene) -> Names:
        found = {key: value(scene) if callable(value) else value for key, value in more.items()}
        return {"pk": scene.firm.pk, **found}

    words = {key: NO_NUMBER if callable(value) else value for key, value in more.items()}
    return Thing(names, {"pk": NO_NUMBER, **words})


THINGS: dict[str, Thing] = {
    "notice": _pk(lambda scene: make_notice(scene.cast.metrology).pk),
    "colleague": Thing(lambda _: {"username": "metrology"}, {"username": "nobody"}),
    "post": Thing(
        lambda scene: {"username": "metrology", "pk": scene.post}, {"username": "nobody", "pk": NO_NUMBER}
    ),
    "absence": _pk(lambda scene: scene.absence),
    "delegation": _pk(lambda _: Delegation.objects.latest("id").pk),
    "firm": _of_firm(),
    "person": _pk(lambda scene: scene.person.pk),
    "a new agent": _of_firm(what="agent"),
    "a new bar": _of_firm(what="bar"),
    "a new quality record": _of_firm(what="quality"),
    "bar": _of_firm(bar=lambda scene: scene.bar),
    "entitlement": _of_firm(entitlement=lambda scene: scene.entitlement),
    "agent": _of_firm(what="agent", appointment=lambda scene: scene.agent),
    "kind of firm": Thing(lambda _: {"kind": "enterprise"}, {}),
    "document": _pk(lambda scene: scene.document.pk),
    "attachment": Thing(lambda scene: {"pk": scene.attachment}, {"pk": UUID(int=0)}),
    "verify code": Thing(lambda scene: {"code": scene.document.verify_code}, {"code": "0000-0000"}),
    "item": Thing(lambda _: {"code": ITEM}, {"code": "QTS-99"}),
    "case": Thing(lambda scene: {"number": scene.number}, {"number": NO_CASE}),
    "working": Thing(
        lambda scene: {"number": scene.number, "clock": "promised"}, {"number": NO_CASE, "clock": "promised"}
    ),
    "metrology's review": _pk(lambda scene: scene.task("metrology_review")),
    "equipment's review": _pk(lambda scene: scene.task("equipment_review")),
    "legal's claimed review": _pk(lambda scene: scene.task("legal_review")),
    "a file of metrology's review": Thing(
        lambda scene: scene.file_of_metrology, {"pk": NO_NUMBER, "file": UUID(int=0)}
    ),
    "equipment's done examination": _pk(lambda scene: scene.task("examine")),
    "newdistrict's check": _pk(lambda scene: scene.task("site_check")),
    "the synthesis to come": _pk(lambda scene: scene.task("synthesis")),
    "the decision to come": _pk(lambda scene: scene.task("decision")),
    "institute's done appraisal": _pk(lambda scene: scene.task("appraisal")),
    "a sheet": _of_sheet(),
    "a part of a sheet": _of_sheet(of="checklist"),
    "a new party of a sheet": _of_sheet(kind="enterprise"),
    "a material of a sheet": _of_sheet(material="fire"),
    "a file of the clerk's draft": Thing(
        lambda scene: scene.window.draft_file, {"token": NO_TOKEN, "material": "fire", "pk": UUID(int=0)}
    ),
    "a received case": _of_case(lambda scene: scene.window.received),
    "a part of a received case": _of_case(lambda scene: scene.window.received, of="checklist"),
    "a material of a received case": _of_case(lambda scene: scene.window.received, material="fire"),
    "a file of a received case": Thing(
        lambda scene: scene.window.received_file,
        {"number": NO_CASE, "material": "fire", "pk": UUID(int=0)},
    ),
    "a request without an item": _pk(lambda scene: scene.window.asked),
    "a case with a promise": _of_case(lambda scene: scene.window.promised),
    "a case to be corrected": _of_case(lambda scene: scene.window.corrected),
    "a case to be delivered": Thing(lambda scene: {"number": scene.window.certified}, {"number": NO_CASE}),
    "a certificate": _pk(lambda scene: scene.window.granted),
    "a letter": _pk(lambda scene: scene.window.letter),
    "a notice to acknowledge": _pk(lambda scene: scene.window.notice),
    "a superior's word": _pk(lambda scene: scene.window.forwarded),
    "the done intake": _pk(lambda scene: scene.task("intake")),
    "a figure": Thing(lambda _: {"figure": "late"}, {"figure": "nothing"}),
    "a passed limit": _pk(lambda scene: scene.passed),
    "no filter": Thing(lambda _: {"pk": NO_NUMBER}, {"pk": NO_NUMBER}),
}
