"""Cases whose standing on the morning after is settled, so that nobody of the demo finds an empty desk."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhenjiang_qts.demo.fate import Fate, Word


@dataclass(frozen=True)
class Scene:
    """An application that came in some working days ago, and how far it has come since."""

    item: str
    days_ago: int
    fate: Fate = field(default_factory=Fate)
    firm: int = 0


def _standing(*stops: str, dissents: tuple[str, ...] = (), **more: bool | int) -> Fate:
    return Fate(stops=frozenset(stops), dissents=frozenset(dissents), is_brisk=True, **more)  # type: ignore[arg-type]  # fields of a fate


OPEN_REVIEWS = ("equipment_review", "metrology_review", "institute_review", "legal_review", "site_check")
SCENES = (
    Scene("QTS-08", 7, _standing(*OPEN_REVIEWS)),  # five reviews side by side
    Scene("QTS-08", 5, _standing("appraisal"), firm=1),  # a special procedure
    Scene("QTS-08", 10, _standing("decision", dissents=("metrology_review",), promises=True), firm=1),
    Scene("QTS-08", 9, _standing("synthesis", dissents=("legal_review",)), firm=1),  # a dissent to answer
    Scene("QTS-05", 2, _standing("decision"), firm=3),  # plain ones to be signed together
    Scene("QTS-05", 2, _standing("decision"), firm=4),
    Scene("QTS-05", 1, _standing("district_review")),
    Scene("QTS-05", 7, _standing("institute_review"), firm=5),  # late, by its step and by its promise
    Scene("QTS-06", 4, _standing("delivery")),
    Scene("QTS-06", 3, _standing("certificate"), firm=1),
    Scene("QTS-06", 3, _standing("review", extended_after=1), firm=1),
    Scene("QTS-10", 2, _standing("synthesis")),
    Scene("QTS-10", 1, _standing("site_check", "testing_review"), firm=1),
    Scene("QTS-19", 3, _standing("food_review", "transport_opinion", "legal_review")),
    Scene("QTS-19", 6, _standing("synthesis", extended_after=2), firm=1),
    Scene("QTS-09", 1, _standing("examine")),
    Scene("QTS-09", 3, _standing("standards_review", "metrology_review"), firm=1),
    Scene("QTS-09", 8, _standing("superior"), firm=2),  # forwarded, the superior has not decided
    Scene("QTS-15", 1, _standing("review")),
    Scene("QTS-15", 3, _standing("registration"), firm=1),
    Scene("QTS-17", 2, _standing("verification"), firm=1),
    Scene("QTS-01", 3, _standing("appraisal"), firm=1),
    Scene("QTS-05", 2, Fate(Word.UNANSWERED, is_brisk=True)),  # a correction not yet answered
    Scene("QTS-10", 7, Fate(Word.SILENT, is_brisk=True, stops=frozenset({"testing_review"}))),
    Scene("QTS-17", 1, Fate(Word.SILENT)),  # received, nothing said yet
)
