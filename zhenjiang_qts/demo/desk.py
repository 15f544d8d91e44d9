"""What people of the demo do with a task on their desk, by the kind of its step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from licensing.actions import (
    SuperiorWord,
    answer_dissent,
    decide,
    deliver,
    end_special_procedure,
    finish,
    forward,
    issue_licence,
    record_site_check,
    register_superior_decision,
    start_special_procedure,
    submit_opinion,
    synthesise,
)
from licensing.processes import appraisal_after, ends_without_decision, unanswered_dissents
from licensing.states import DecisionKind, DeliveryMethod
from organization.models import Person
from workdays.days import local_day
from workflow.actions import return_to
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.states import TaskState
from workflow.steps import StepKind
from zhenjiang_qts.demo.fate import Fate

AGREED = ("符合法定条件，同意。", "材料与现场情况一致，同意。", "核对无误，同意办理。")
WISHES = ("投用前完成压力表检定并存档。", "三个月内补录设备台账。", "上岗前完成人员复训。")
DOUBTS = ("在用计量器具检定证书已过有效期，不符合要求。", "所附记录与申报设备数量不一致。")
ENDING = {StepKind.SYNTHESIS, StepKind.DECISION, StepKind.FORWARD, StepKind.CUSTOM}
ANSWER = "已核对，申请人持有有效检定证书，疑点已消除，原意见保留在案。"
REASONS = "经审查，安全距离不符合规定，不具备法定条件。"
REDO = "请补充核实现场情况后再报。"


@dataclass(frozen=True)
class Turn:
    """A task whose hour has come, those of its unit who may do it, and how its case is to go."""

    task: Task
    people: Sequence[Person]
    at: datetime
    chance: Random
    fate: Fate

    @property
    def by(self) -> Person:
        return self.people[0]

    def goes_wrong(self, share: float) -> bool:
        """Something adverse happens in this share of cases, never in one whose way is settled."""
        return not self.fate.is_brisk and self.chance.random() < share


def handle(turn: Turn) -> None:
    """The task is done as its kind asks."""
    kind = kind_of(turn.task)
    if kind in ENDING:
        for dissent in unanswered_dissents(turn.task.case):
            answer_dissent(dissent.pk, text=ANSWER, by=_leader(turn), at=turn.at)
    _HANDLERS[kind](turn)


def _leader(turn: Turn) -> Person:
    """Who answers a dissent: the one at work if leading the case, else a leader of the bureau."""
    if kind_of(turn.task) != StepKind.CUSTOM:
        return turn.by
    return Person.objects.get(username="chief")


def kind_of(task: Task) -> StepKind:
    """What kind of step a task is; a consultation is a review."""
    return StepKind(task.step.kind) if task.step else StepKind.REVIEW


def _opine(turn: Turn) -> None:
    outcome = _outcome(turn)
    words = DOUBTS if outcome is Outcome.DISSENT else AGREED
    wishes = [turn.chance.choice(WISHES)] if outcome is Outcome.AGREE_WITH_CONDITIONS else []
    opinion = "原则同意。" if wishes else turn.chance.choice(words)
    submit_opinion(turn.task.pk, outcome, opinion=opinion, conditions=wishes, by=turn.by, at=turn.at)


def _outcome(turn: Turn) -> Outcome:
    if turn.fate.is_brisk:
        code = turn.task.step.code if turn.task.step else ""
        return Outcome.DISSENT if code in turn.fate.dissents else Outcome.AGREE
    shares = {Outcome.AGREE: 86, Outcome.AGREE_WITH_CONDITIONS: 10, Outcome.DISSENT: 4}
    return turn.chance.choices(list(shares), weights=list(shares.values()))[0]


def _assign(turn: Turn) -> None:
    appraisal = appraisal_after(turn.task)
    if appraisal is None:
        _opine(turn)
        return
    days, opinion = appraisal.expected_days or 20, "申请材料初审合格。"
    start_special_procedure(turn.task.pk, expected_days=days, opinion=opinion, by=turn.by, at=turn.at)


def _appraise(turn: Turn) -> None:
    passed = not turn.goes_wrong(0.03)
    result = "评审组评审结论：符合。" if passed else "评审组评审结论：两项必查项目不符合。"
    end_special_procedure(turn.task.pk, has_passed=passed, result=result, by=turn.by, at=turn.at)


def _look(turn: Turn) -> None:
    record_site_check(
        turn.task.pk,
        turn.people[:2],
        checked_on=local_day(turn.at),
        place="申请书所载地址",
        findings="现场与申报材料一致，消防通道畅通。",
        has_passed=not turn.goes_wrong(0.02),
        by=turn.by,
        at=turn.at,
    )


def _draw_together(turn: Turn) -> None:
    kind = DecisionKind.DENIED if turn.goes_wrong(0.03) else DecisionKind.GRANTED
    synthesise(turn.task.pk, kind, opinion="综合各方意见，提出本审定意见。", by=turn.by, at=turn.at)


def _decide(turn: Turn) -> None:
    if turn.goes_wrong(0.02):
        return_to(turn.task.pk, step=_first_review(turn.task), reason=REDO, by=turn.by, at=turn.at)
    elif turn.goes_wrong(0.04):
        decide(turn.task.pk, DecisionKind.DENIED, reasons=REASONS, by=turn.by, at=turn.at)
    else:
        decide(turn.task.pk, DecisionKind.GRANTED, by=turn.by, at=turn.at)


def _first_review(task: Task) -> str:
    """The review that a decision is sent back to."""
    reviews = Task.objects.filter(case=task.case, state=TaskState.DONE, step__kind=StepKind.REVIEW)
    return str(reviews.order_by("pk").values_list("step__code", flat=True)[0])


def _forward(turn: Turn) -> None:
    opinion = "初审合格，同意上报。"
    forward(turn.task.pk, opinion=opinion, recommends=DecisionKind.GRANTED, by=turn.by, at=turn.at)


def _other(turn: Turn) -> None:
    task, today = turn.task, local_day(turn.at)
    if ends_without_decision(task):
        finish(task.pk, by=turn.by, at=turn.at, result="已办结。")
        return
    case = Case.objects.get(pk=task.case_id)
    word = SuperiorWord(
        is_granted=True,
        number=f"示范决定〔{today.year}〕{task.pk}号（示范数据）",
        decided_on=today,
        licence_number=f"示范{case.number}",
        valid_from=today,
    )
    register_superior_decision(task.pk, word, by=turn.by, at=turn.at)


def _certify(turn: Turn) -> None:
    issue_licence(turn.task.pk, by=turn.by, at=turn.at)


def _deliver(turn: Turn) -> None:
    by_post = turn.chance.random() < 0.2
    method = DeliveryMethod.POST if by_post else DeliveryMethod.COUNTER
    proof = f"邮件号 示范{turn.task.pk}" if by_post else "签收单已存档"
    deliver(turn.task.pk, method=method, receiver="经办人", proof=proof, by=turn.by, at=turn.at)


_HANDLERS: dict[StepKind, Callable[[Turn], None]] = {
    StepKind.ASSIGN: _assign,
    StepKind.REVIEW: _opine,
    StepKind.OPINION_LETTER: _opine,
    StepKind.APPRAISAL: _appraise,
    StepKind.SITE_CHECK: _look,
    StepKind.SYNTHESIS: _draw_together,
    StepKind.DECISION: _decide,
    StepKind.FORWARD: _forward,
    StepKind.CUSTOM: _other,
    StepKind.CERTIFICATE: _certify,
    StepKind.DELIVERY: _deliver,
}
