"""From the window to the licence over HTTP: one case, every desk it crosses, what each of them sees."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from documents.kinds import DocumentKind
from documents.models import Document
from licensing.models import Licence
from licensing.states import State
from tests.journeys.bureau import FIRM, Bureau, Taken, a_bureau
from workdays.days import local_day

pytestmark = pytest.mark.django_db

DISSENT = "压力表 YB-150 三只超过检定周期，精度等级不足。"
ANSWER = "企业已于今日重新检定三只压力表，检定证书附后。"


def test_from_the_window_to_the_licence() -> None:
    bureau = a_bureau("QTS-08")

    case = bureau.take_in("QTS-08")
    it_is_accepted_and_with_the_lead_only(bureau, case)
    the_appraisal_stops_the_clocks(bureau, case)
    five_units_speak_side_by_side(bureau, case)
    the_dissent_is_answered_before_the_decision(bureau, case)
    the_chief_grants(bureau, case)
    the_window_issues_and_delivers(bureau, case)

    the_applicant_follows_it(bureau, case)
    anybody_may_verify_the_licence(bureau, case)
    everything_is_sound()


def it_is_accepted_and_with_the_lead_only(bureau: Bureau, case: Taken) -> None:
    assert case.application.state == State.ACCEPTED
    assert case.number in bureau.desk("equipment").open("inbox").words
    assert case.number not in bureau.desk("metrology").open("inbox").words
    assert bureau.desk("food").finds_nothing("case", case.number)
    assert bureau.desk("enterprise2").finds_nothing("case", case.number)


def the_appraisal_stops_the_clocks(bureau: Bureau, case: Taken) -> None:
    page = bureau.do("equipment", case, "examine", opinion="材料相符，送鉴定评审。", expected_days="20")

    assert case.case.promised_on is None, "the clock stands"
    assert "鉴定评审" in page.words
    assert case.number not in bureau.desk("metrology").open("inbox").words

    bureau.do("institute", case, "appraisal", has_passed="yes", result="充装站符合要求。")

    assert case.case.promised_on is not None
    for who in ("equipment", "metrology", "institute", "legal", "newdistrict"):
        assert case.number in bureau.desk(who).open("inbox").words, who


def five_units_speak_side_by_side(bureau: Bureau, case: Taken) -> None:
    bureau.do("equipment", case, "equipment_review", outcome="agree", opinion="设备符合。")
    page = bureau.do("metrology", case, "metrology_review", outcome="dissent", opinion=DISSENT)
    assert DISSENT in page.words

    bureau.do("institute", case, "institute_review", outcome="agree", opinion="评审合格。")
    given = {"conditions": "每半年报送一次充装记录", "conditions_basis": "特种设备安全法第四十九条"}
    bureau.do("legal", case, "legal_review", outcome="agree_with_conditions", opinion="程序合法。", **given)
    assert case.task("synthesis").state == "waiting"
    bureau.do("newdistrict", case, "site_check", **two_inspectors(bureau))
    assert case.task("synthesis").is_open


def two_inspectors(bureau: Bureau) -> dict[str, str | list[str]]:
    names = [bureau.world.cast.newdistrict, bureau.world.colleague]
    return {
        "inspectors": [str(person.pk) for person in names],
        "checked_on": local_day(timezone.now()).isoformat(),
        "place": "镇江新区示范路8号",
        "findings": "现场与申报一致。",
        "has_passed": "yes",
    }


def the_dissent_is_answered_before_the_decision(bureau: Bureau, case: Taken) -> None:
    lead = bureau.desk("equipment")
    page = lead.open("synthesis", case.task("synthesis").pk)
    assert DISSENT in page.words
    refused = lead.send(page, status=422, recommends="granted", opinion="建议准予。")
    assert "建议准予。" in refused.html, "nothing typed is lost"
    assert case.task("synthesis").is_open

    lead.fill("dissent", case.task("metrology_review").pk, text=ANSWER)
    bureau.do("equipment", case, "synthesis", recommends="granted", opinion="异议已答复，建议准予。")


def the_chief_grants(bureau: Bureau, case: Taken) -> None:
    page = bureau.desk("chief").open("decision", case.task("decision").pk)
    assert DISSENT in page.words
    assert ANSWER in page.words

    bureau.do("chief", case, "decision", kind="granted")
    assert case.application.state == State.GRANTED
    assert case.case.decided_on == local_day(timezone.now())


def the_window_issues_and_delivers(bureau: Bureau, case: Taken) -> None:
    today = local_day(timezone.now()).isoformat()
    bureau.do("clerk", case, "certificate", valid_from=today)
    bureau.do("clerk", case, "delivery", method="counter", receiver="江经办", proof="窗口签收单第1号")

    assert case.case.state == "closed"
    assert case.application.licence.party == bureau.firm


def the_applicant_follows_it(bureau: Bureau, case: Taken) -> None:
    stranger = bureau.desk("anonymous")
    wrong = stranger.fill("track", status=422, number=case.number, code="0000-0000-0000")
    assert FIRM not in wrong.words
    page = stranger.fill("track", number=case.number, code=case.code)
    assert FIRM in page.words
    assert DISSENT not in page.words
    for name in (bureau.person("metrology").name, bureau.person("chief").name):
        assert name not in page.words, "tracking shows no names of persons"

    own = bureau.desk("enterprise")
    assert case.number in own.open("portal_cases").words
    page = own.open("portal_case", case.number)
    assert DISSENT not in page.words
    assert bureau.desk("enterprise2").finds_nothing("portal_case", case.number)


def anybody_may_verify_the_licence(bureau: Bureau, case: Taken) -> None:
    licence = Licence.objects.get(application=case.application)
    document = licence.document
    assert document is not None
    page = bureau.desk("anonymous").open("verified", document.verify_code)

    assert licence.number in page.words
    assert FIRM in page.words
    assert "有效" in page.words


def everything_is_sound() -> None:
    for command in (("verify_ledger",), ("check_cases",), ("recompute_deadlines", "--check")):
        call_command(*command, stdout=StringIO())  # a fault raises: exit status 1
    kinds = list(Document.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [
        DocumentKind.RECEIPT,
        DocumentKind.ACCEPTANCE,
        DocumentKind.SPECIAL_PROCEDURE,
        DocumentKind.GRANT,
        DocumentKind.LICENCE,
    ]
    assert all(re.search(r"\d", number) for number in Document.objects.values_list("number", flat=True))
