"""Values that no form or file should hold, for readers that must name them and never fail."""

from __future__ import annotations

from hypothesis import strategies as st

HUGE = 10**5000
DEEP: object = "x"
for _ in range(5000):
    DEEP = [DEEP]

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


def short(value: object) -> str:
    """The name of a case in pytest's lists, which must not print what cannot be printed."""
    if value is HUGE or value is DEEP:
        return "huge" if value is HUGE else "deep"
    return repr(value)[:30]
