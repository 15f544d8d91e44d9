"""Checking the erasable values against the digests that the chain keeps of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from records.chain import personal_digest
from records.models import PersonalValue
from records.walking import Fault, FaultKind, Row

AT_ONCE = 500
TABLE = "records_personalvalue"


class PersonalCheck:
    """Watches lines go by and hands each disagreement to `take`; holds 500 lines at most."""

    def __init__(self, take: Callable[[Iterable[Fault]], None]) -> None:
        self._take = take
        self._held: list[Row] = []
        self._matched = 0
        self._erasures = 0

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same lines, each looked at on its way."""
        for row in rows:
            if isinstance(row.line.data, dict):
                self._see(row)
            yield row
        self._look_up()

    def totals(self) -> Iterator[Fault]:
        """After the last line: values that no line names, erasures that no line tells of."""
        if PersonalValue.objects.count() != self._matched:
            yield Fault(FaultKind.PERSONAL, TABLE)
        if PersonalValue.objects.exclude(erased_at=None).count() != self._erasures:
            yield Fault(FaultKind.ERASURE, TABLE)

    def _see(self, row: Row) -> None:
        if row.line.verb == "personal.erased":
            self._erasures += int(row.line.data.get("count") or 0)
        if isinstance(row.line.data.get("personal"), dict):
            self._held.append(row)
            if len(self._held) >= AT_ONCE:
                self._look_up()

    def _look_up(self) -> None:
        found: dict[int, dict[str, PersonalValue]] = {}
        for value in PersonalValue.objects.filter(event_id__in=[row.pk for row in self._held]):
            found.setdefault(value.event_id, {})[value.name] = value
        for row in self._held:
            self._compare(row, found.get(row.pk, {}))
        self._held.clear()

    def _compare(self, row: Row, values: Mapping[str, PersonalValue]) -> None:
        digests: Mapping[str, str] = row.line.data["personal"]
        self._matched += len(digests.keys() & values.keys())
        if not all(name in values and agrees(values[name], digest) for name, digest in digests.items()):
            self._take(
                [Fault(FaultKind.PERSONAL, f"{row.line.subject_kind}:{row.line.subject_key}", row.line.seq)]
            )


def agrees(value: PersonalValue, digest: str) -> bool:
    """Whether a value is what the chain says it was; an erased one can no longer be asked."""
    return value.erased_at is not None or personal_digest(value.salt, value.value) == digest
