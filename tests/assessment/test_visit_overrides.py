"""What is agreed counts as long as the business's answer is the one that it was agreed on."""

from __future__ import annotations

import pytest

from assessment.answers import Answer
from assessment.visit_overrides import Remark, agree

OWN = Answer("3", note="Ours")


@pytest.mark.parametrize(
    ("own", "remark", "after"),
    [
        (OWN, Remark("0", "3"), Answer("0", note="Ours", agreed=True)),
        (OWN, Remark("not-applicable", "3", "Landlord"), Answer("not-applicable", "Landlord", "Ours", agreed=True)),
        (OWN, Remark(None, "3", note="Good"), OWN),
        (OWN, Remark("0", "2"), OWN),  # the business has changed its answer since
        (OWN, Remark("0", None), OWN),
        (None, Remark("1", None), Answer("1", agreed=True)),
        (None, Remark("1", "2"), None),
    ],
)
def test_agree(own: Answer | None, remark: Remark, after: Answer | None) -> None:
    answers = {} if own is None else {"gates": own}
    assert agree(answers, {"gates": remark}).get("gates") == after
    assert answers == ({} if own is None else {"gates": own}), "the business's own answers stay"
