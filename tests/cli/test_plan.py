"""flask plan: what it prints, and which files it leaves behind, whatever goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from questions import Bank
from tests.cli.conftest import EXAMPLES, FAKE, PROFILE, Run, Write, left
from tests.reports.cards.test_logo import picture

CAFE = EXAMPLES / "cafe.yaml"
# A place that is asked about nearly everything.
HALL = """profile:
  business_name: Sample Hall (made up)
  took_part: The secretary
  postcode: LE5
  setting: building-and-land
  use: worship
  public: open
  people: 1500
  staff: 35
  entry_checks: false
  open_air_leisure: false
  excluded_site: neither
  nearby: [vehicles, car-park, queues]
  building: [glazing, shared, cctv, staff-areas]
  tenure: owner
  activities: [mail, deliveries, contractors, events, night, children, online]
"""


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_page_of_every_example_has_something_to_say(run: Run, folder: Path, example: Path) -> None:
    """The head and foot of a page alone come to some twenty words."""
    assert run("plan", example, "--pdf", folder / "plan.pdf").code == 0
    words = [len(page.extract_text().split()) for page in PdfReader(folder / "plan.pdf").pages]
    assert 4 <= len(words) <= 6
    assert min(words) > 100


def test_the_headline_and_the_first_six_jobs(run: Run) -> None:
    said = run("plan", CAFE)
    lines = said.out.splitlines()
    assert said.code == 0
    assert said.err == ""
    assert lines[0].startswith("Level 1 of 4: Early. 87 of 375 points, 23%.")
    assert [line.split(".")[0] for line in lines[1:]] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("others", "one", "headline"),
    [("3", "2", "722 of 723 points, 99%."), ("0", "1", "1 of 711 points, 1%."), ("3", "3", "723 of 723 points, 100%.")],
)
def test_all_is_100_percent_and_none_is_0_alone(
    run: Run, write: Write, bank: Bank, others: str, one: str, headline: str
) -> None:
    """Seen before: 100% above an open action, and 0% with a point."""
    choices = dict.fromkeys((question.id for question in bank.questions), others) | {"cctv-retention": one}
    answers = "".join(f"  {question}: {choice}\n" for question, choice in choices.items())
    said = run("plan", write(HALL + f"answers:\n{answers}"))
    assert (said.code, said.err) == (0, "")
    assert headline in said.out.splitlines()[0]


def test_a_number_with_a_hard_space_is_read(run: Run, write: Write) -> None:
    plain, hard = (
        run("tier", write(HALL.replace("people: 1500", f"people: {each}"))) for each in ("1500", "1\u00a0500")
    )
    assert plain.code == hard.code == 0
    assert plain.out == hard.out


def test_the_json_is_the_same_every_time(run: Run, folder: Path) -> None:
    path = folder / "plan.json"
    written = run("plan", CAFE, "--json", path)
    printed = run("plan", CAFE, "--json", "-")
    assert written.code == printed.code == 0
    assert path.read_bytes() == printed.raw
    assert written.out.startswith("Level 1 of 4: Early.")
    assert json.loads(printed.raw)["score"]["percent"] == 23


def test_the_pdf_is_the_same_every_time(run: Run, folder: Path) -> None:
    first = run("plan", CAFE, "--pdf", folder / "a.pdf")
    second = run("plan", CAFE, "--pdf", "-")
    assert first.code == second.code == 0
    assert second.raw.startswith(b"%PDF-")
    assert second.raw.rstrip().endswith(b"%%EOF")
    assert (folder / "a.pdf").read_bytes() == second.raw
    assert left(folder) == {"a.pdf"}


@pytest.mark.usefixtures("no_printing")
def test_both_files_at_once(run: Run, folder: Path) -> None:
    said = run("plan", CAFE, "--pdf", folder / "a.pdf", "--json", folder / "a.json")
    assert said.code == 0
    assert left(folder) == {"a.pdf", "a.json"}
    assert (folder / "a.pdf").read_bytes() == FAKE


@pytest.mark.usefixtures("no_printing")
def test_only_what_was_asked_for_is_printed(run: Run, folder: Path) -> None:
    assert run("plan", CAFE, "--pdf", "-").raw == FAKE
    said = run("plan", CAFE, "--pdf", folder / "a.pdf", "--json", "-")
    assert json.loads(said.raw)
    assert left(folder) == {"a.pdf"}


def test_the_postcode_is_printed_in_its_tidy_form(run: Run, write: Write) -> None:
    document = json.loads(run("plan", write(PROFILE.replace("DE1 2XX", "de12xx")), "--json", "-").out)
    assert document["profile"]["postcode"] == "DE1 2XX"
    assert document["contact"]["force_id"] == "derbyshire"


def test_an_earlier_file_tells_what_changed(run: Run, write: Write, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.yaml"
    before = PROFILE + "date: 2026-05-20\nreference: OLD\nanswers: {security-lead: 1, keys-passes-codes: 3}\n"
    earlier.write_text(before, encoding="utf-8")
    now = write(PROFILE + "date: 2026-11-22\nanswers: {security-lead: 2, keys-passes-codes: dont-know}\n")
    change = json.loads(run("plan", now, "--earlier", earlier, "--json", "-").out)["change"]
    assert (change["reference"], change["made_on"], change["shared"]) == ("OLD", "2026-05-20", 2)
    assert change["up"] == [{"question": "security-lead", "before": 1, "after": 2}]
    assert change["down"] == [{"question": "keys-passes-codes", "before": 3, "after": 0}]
    assert json.loads(run("plan", now, "--json", "-").out)["change"] is None


@pytest.mark.parametrize("day", ["", "date: 2026-11-23\n"])
def test_an_earlier_file_needs_an_earlier_day(refused: Run, write: Write, tmp_path: Path, day: str) -> None:
    earlier = tmp_path / "earlier.yaml"
    earlier.write_text(PROFILE + day, encoding="utf-8")
    said = refused("plan", write(PROFILE + "date: 2026-11-22\n"), "--earlier", earlier)
    assert f"{earlier}: date: write the day of the earlier plan, not after 2026-11-22" in said.err


def test_the_staff_check_is_measured(run: Run) -> None:
    measured = json.loads(run("plan", EXAMPLES / "music-pub.yaml", "--json", "-").out)["staff_check"]
    assert (measured["staff"], measured["responses"]) == (28, 17)
    levels = {each["id"]: each["level"] for each in measured["topics"]}
    assert (levels["suspicious-items"], levels["run-hide-tell"], levels["bomb-threats"]) == (3, 1, 0)


def test_a_split_district_says_what_to_add(run: Run) -> None:
    said = run("plan", EXAMPLES / "shopping-centre.yaml", "--json", "-")
    assert said.code == 0
    assert json.loads(said.out)["contact"] is None
    assert "B45 leaves the police force open; add 'force: west-midlands' or 'force: west-mercia'" in said.err


@pytest.mark.parametrize("postcode", ["JE2", "GIR 0AA", "ZZ9 9ZZ", "BFPO 1"])
def test_a_place_without_a_force_gets_its_plan_all_the_same(run: Run, write: Write, postcode: str) -> None:
    said = run("plan", write(PROFILE.replace("DE1 2XX", postcode)))
    assert said.code == 0
    assert "leaves the police force open; add 'force: ' and a force_id" in said.err


def test_a_named_force_has_the_last_word(run: Run, write: Write) -> None:
    document = json.loads(run("plan", write(PROFILE + "force: btp"), "--json", "-").out)
    assert document["contact"]["force_id"] == "btp"


def test_nothing_is_written_for_a_bad_input(refused: Run, write: Write, folder: Path) -> None:
    refused("plan", write("profile: {}"), "--json", folder / "a.json", "--pdf", folder / "a.pdf")
    assert left(folder) == set()


def test_a_call_that_is_wrong_is_explained(refused: Run) -> None:
    assert "Missing argument 'SOURCE...'" in refused("plan", code=2).err
    assert "No such option '--xml'" in refused("plan", CAFE, "--xml", "x", code=2).err


def test_a_logo_stands_on_the_front_page(run: Run, tmp_path: Path) -> None:
    good, bad, made = tmp_path / "logo.png", tmp_path / "bad.png", tmp_path / "plan.pdf"
    good.write_bytes(picture())
    bad.write_bytes(b"<svg/>")
    assert run("plan", CAFE, "--pdf", made, "--logo", good).code == 0
    assert len(PdfReader(made).pages[0].images) == 1
    for path, says in ((bad, "Only PNG and JPEG"), (tmp_path / "none.png", "No such file")):
        refused = run("plan", CAFE, "--pdf", made, "--logo", path)
        assert refused.code == 1
        assert says in refused.err
