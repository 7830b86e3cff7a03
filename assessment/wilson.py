"""How far a share that was counted can be trusted: Wilson's interval, and whether two shares clearly differ."""

from __future__ import annotations

from math import sqrt

# The two-sided 95% quantile of the normal distribution.
Z = 1.959964


def wilson(right: int, asked: int) -> tuple[float, float]:
    """The 95% interval of the share `right` of `asked`, each end from 0 to 1 (Wilson, 1927); all of it for no answers.

    It takes the answers as independent. Those of one person are not quite, so it is a little too narrow.
    """
    if asked == 0:
        return 0.0, 1.0
    share = right / asked
    spread = Z * sqrt(share * (1 - share) / asked + Z * Z / (4 * asked * asked))
    middle, whole = share + Z * Z / (2 * asked), 1 + Z * Z / asked
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def clearly_differ(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two shares, each right and asked, differ by more than chance explains (Newcombe, 1998, method 10)."""
    if not first[1] or not second[1]:
        return False
    one, two = first[0] / first[1], second[0] / second[1]
    (low_one, high_one), (low_two, high_two) = wilson(*first), wilson(*second)
    below = sqrt((one - low_one) ** 2 + (high_two - two) ** 2)
    above = sqrt((high_one - one) ** 2 + (two - low_two) ** 2)
    return one - two - below > 0 or one - two + above < 0
