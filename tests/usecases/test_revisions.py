"""Only what was touched is written, and where two people changed the same, neither text is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import CHOICES
from usecases.revisions import Sent, merge, read_revisions, revision_of, revisions_text

FIELDS = ("choice-lead", "note-lead", "nearby")
TEXTS = st.text(max_size=4) | st.sampled_from(["", "2", "One line\nand another"])
TICKS = st.lists(st.sampled_from(["road", "river", "rail"]), unique=True).map(tuple)
VALUES = st.fixed_dictionaries({"choice-lead": TEXTS, "note-lead": TEXTS, "nearby": TICKS})


def shown(values: dict[str, Sent]) -> dict[str, str]:
    """The revisions of what a page showed, as they come back with its form."""
    return dict(read_revisions(revisions_text(values)))


@given(base=VALUES, theirs=VALUES)
def test_what_was_not_touched_is_never_written(base: dict[str, Sent], theirs: dict[str, Sent]) -> None:
    merged = merge(shown(base), theirs, base)
    assert merged.values == theirs
    assert merged.clashes == ()


@given(base=VALUES, mine=VALUES)
def test_what_one_person_touched_is_written(base: dict[str, Sent], mine: dict[str, Sent]) -> None:
    merged = merge(shown(base), base, mine)
    assert {name: revision_of(value) for name, value in merged.values.items()} == shown(mine)
    assert merged.clashes == ()


@given(base=VALUES, theirs=VALUES, mine=VALUES)
def test_of_two_texts_in_one_field_neither_is_lost(
    base: dict[str, Sent], theirs: dict[str, Sent], mine: dict[str, Sent]
) -> None:
    merged = merge(shown(base), theirs, mine)
    clashing = {clash.field: clash for clash in merged.clashes}
    for name in FIELDS:
        was, saved, sent = revision_of(base[name]), revision_of(theirs[name]), revision_of(mine[name])
        assert (name in clashing) is (len({was, saved, sent}) == 3)
        if name in clashing:
            assert (clashing[name].theirs, clashing[name].mine) == (theirs[name], mine[name])
            assert merged.values[name] == theirs[name], "what is saved stays until somebody chooses"
        else:
            assert revision_of(merged.values[name]) == (saved if sent == was else sent)


@given(base=VALUES, theirs=VALUES, mine=VALUES)
def test_after_a_clash_the_second_press_keeps_what_was_chosen(
    base: dict[str, Sent], theirs: dict[str, Sent], mine: dict[str, Sent]
) -> None:
    first = merge(shown(base), theirs, mine)
    chosen = {clash.field: clash.mine for clash in first.clashes}
    again = merge(shown(dict(first.values)), first.values, {**first.values, **chosen})
    assert again.clashes == ()
    assert {name: again.values[name] for name in chosen} == chosen


def test_a_form_without_revisions_writes_what_it_sends() -> None:
    """A page that was opened before the site was renewed, or a program that fills in forms."""
    merged = merge({}, {"note-lead": "Saved", "choice-lead": "2"}, {"note-lead": "Sent"})
    assert merged.values == {"note-lead": "Sent", "choice-lead": "2"}
    assert merged.clashes == ()


def test_line_ends_and_the_order_of_ticks_are_no_change() -> None:
    assert len({revision_of(each) for each in ("", *CHOICES, *(f"{one} " for one in CHOICES))}) == 2 * len(CHOICES) + 1
    assert revision_of("one\ntwo") == revision_of("one\r\ntwo") == revision_of("one\rtwo")
    assert revision_of(("road", "rail")) == revision_of(("rail", "road"))
    assert revision_of("") != revision_of(" ")


def test_hostile_revisions_are_read_as_none() -> None:
    assert read_revisions("  =x note-lead note-lead=ab <script>=1 \x00") == {"note-lead": "ab", "<script>": "1"}
