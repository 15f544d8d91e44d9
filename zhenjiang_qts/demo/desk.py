"""What people of the demo do with a task on their desk, by the kind of its step."""

from collections.abc import Callable, Sequence
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
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.steps import StepKind

AGREED = ("符合法定条件，同意。", "材料与现场情况一致，同意。", "核对无误，同意办理。")
WISHES = ("投用前完成压力表检定并存档。", "三个月内补录设备台账。", "上岗前完成人员复训。")
DOUBTS = ("在用计量器具检定证书已过有效期，不符合要求。", "所附记录与申报设备数量不一致。")
ENDING = {StepKind.SYNTHESIS, StepKind.DECISION, StepKind.FORWARD, StepKind.CUSTOM}
ANSWER = "已核对，申请人持有有效检定证书，疑点已消除，原意见保留在案。"
REASONS = "经审查，安全距离不符合规定，不具备法定条件。"


def handle(task: Task, people: Sequence[Person], *, at: datetime, chance: Random) -> None:
    """The task is done as its kind asks; `people` are those of its unit who may."""
    kind = kind_of(task)
    if kind in ENDING:
        for dissent in unanswered_dissents(task.case):
            answer_dissent(dissent.pk, text=ANSWER, by=_leader(task, people), at=at)
    _HANDLERS[kind](task, people, at, chance)


def _leader(task: Task, people: Sequence[Person]) -> Person:
    """Who answers a dissent: the one at work if leading the case, else a leader of the bureau."""
    if kind_of(task) != StepKind.CUSTOM:
        return people[0]
    return Person.objects.get(username="chief")


def kind_of(task: Task) -> StepKind:
    """What kind of step a task is; a consultation is a review."""
    return StepKind(task.step.kind) if task.step else StepKind.REVIEW


def _opine(task: Task, people: Sequence[Person], at: datetime, chance: Random) -> None:
    drawn = chance.random()
    if drawn < 0.86:
        submit_opinion(task.pk, Outcome.AGREE, opinion=chance.choice(AGREED), by=people[0], at=at)
    elif drawn < 0.96:
        wish = [chance.choice(WISHES)]
        submit_opinion(
            task.pk,
            Outcome.AGREE_WITH_CONDITIONS,
            opinion="原则同意。",
            conditions=wish,
            by=people[0],
            at=at,
        )
    else:
        submit_opinion(task.pk, Outcome.DISSENT, opinion=chance.choice(DOUBTS), by=people[0], at=at)


def _assign(task: Task, people: Sequence[Person], at: datetime, chance: Random) -> None:
    appraisal = appraisal_after(task)
    if appraisal is None:
        _opine(task, people, at, chance)
        return
    days = appraisal.expected_days or 20
    start_special_procedure(task.pk, expected_days=days, by=people[0], at=at, opinion="申请材料初审合格。")


def _appraise(task: Task, people: Sequence[Person], at: datetime, chance: Random) -> None:
    passed = chance.random() < 0.97
    result = "评审组评审结论：符合。" if passed else "评审组评审结论：两项必查项目不符合。"
    end_special_procedure(task.pk, has_passed=passed, result=result, by=people[0], at=at)


def _look(task: Task, people: Sequence[Person], at: datetime, chance: Random) -> None:
    record_site_check(
        task.pk,
        people[:2],
        checked_on=local_day(at),
        place="申请书所载地址",
        findings="现场与申报材料一致，消防通道畅通。",
        has_passed=chance.random() < 0.98,
        by=people[0],
        at=at,
    )


def _draw_together(task: Task, people: Sequence[Person], at: datetime, chance: Random) -> None:
    kind = DecisionKind.GRANTED if chance.random() < 0.97 else DecisionKind.DENIED
    synthesise(task.pk, kind, opinion="综合各方意见，提出本审定意见。", by=people[0], at=at)


def _decide(task: Task, people: Sequence[Person], at: datetime, chance: Random) -> None:
    if chance.random() < 0.96:
        decide(task.pk, DecisionKind.GRANTED, by=people[0], at=at)
    else:
        decide(task.pk, DecisionKind.DENIED, reasons=REASONS, by=people[0], at=at)


def _forward(task: Task, people: Sequence[Person], at: datetime, _chance: Random) -> None:
    forward(task.pk, opinion="初审合格，同意上报。", recommends=DecisionKind.GRANTED, by=people[0], at=at)


def _other(task: Task, people: Sequence[Person], at: datetime, _chance: Random) -> None:
    if ends_without_decision(task):
        finish(task.pk, by=people[0], at=at, result="已办结。")
        return
    case = Case.objects.get(pk=task.case_id)
    word = SuperiorWord(
        is_granted=True,
        number=f"示范决定〔{at.year}〕{task.pk}号（示范数据）",
        decided_on=local_day(at),
        licence_number=f"示范{case.number}",
        valid_from=local_day(at),
    )
    register_superior_decision(task.pk, word, by=people[0], at=at)


def _certify(task: Task, people: Sequence[Person], at: datetime, _chance: Random) -> None:
    issue_licence(task.pk, by=people[0], at=at)


def _deliver(task: Task, people: Sequence[Person], at: datetime, chance: Random) -> None:
    by_post = chance.random() < 0.2
    method = DeliveryMethod.POST if by_post else DeliveryMethod.COUNTER
    proof = f"邮件号 示范{task.pk}" if by_post else "签收单已存档"
    deliver(task.pk, method=method, receiver="经办人", proof=proof, by=people[0], at=at)


_HANDLERS: dict[StepKind, Callable[[Task, Sequence[Person], datetime, Random], None]] = {
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
