"""The middle of many numbers that are kept as how often each occurred."""

from collections.abc import Mapping


def at_share(spread: Mapping[int, int], percent: int) -> int:
    """The smallest number that at least this share of all does not exceed (nearest rank); 0 of nothing.

    `at_share(spread, 50)` is the lower median.
    """
    total = sum(spread.values())
    wanted, seen = -(-total * percent // 100), 0
    for value in sorted(spread):
        seen += spread[value]
        if seen >= max(wanted, 1):
            return value
    return 0
