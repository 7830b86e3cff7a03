"""Sums done with a pencil: essential weighs 4, important 2, useful 1; an answer earns weight x level of weight x 3."""

from __future__ import annotations

from datetime import date

from assessment import Answer, evaluate, what_if
from assessment.due import due_days
from assessment.result import Tally
from questions.conditions import Value
from tests.assessment.make import Bearing, Work, area, bank, bank_of, job, question, said

PLACE = bank(
    area(
        "doors",
        [
            question("locks", "essential", work=Work("week", "medium")),
            question("keys", "important", work=Work("hour")),
        ],
        [question("glass", "useful", work=Work("hour", "none"))],
    ),
    area(
        "people",
        [
            question("training", "important", work=Work("day")),
            question("badges", "useful", work=Work("month")),
        ],
    ),
    area("post", [question("mailroom", "essential")]),
)
#          weight  level  points  most
# locks       4      1       4     12
# keys        2      2       4      6
# glass       1      0       0      3
# training    2    don't know 0     6
# badges      1      3       3      3
# mailroom    does not apply
#                           11     30     11/30 = 36.67 -> 37%
ANSWERS = said(locks="1", keys="2", glass="0", training="dont-know", badges="3", mailroom="not-applicable")
RESULT = evaluate(PLACE, {}, ANSWERS)


def test_score_is_points_over_points() -> None:
    assert (RESULT.score, RESULT.score.percent) == (Tally(11, 30), 37)
    # The mean of the areas' percentages would be (38 + 33) / 2 = 36, and with "post" as 0 it would be 24.


def test_areas() -> None:
    # doors: 4 + 4 + 0 = 8 of 12 + 6 + 3 = 21, 38.1%; people: 0 + 3 = 3 of 6 + 3 = 9, 33.3%; post: nothing scored
    assert [(part.id, part.tally.points, part.tally.most, part.tally.percent) for part in RESULT.areas] == [
        ("doors", 8, 21, 38),
        ("people", 3, 9, 33),
        ("post", 0, 0, None),
    ]


def test_band_and_known() -> None:
    # 37 is under 40: Early. Two of two essential questions below level 2 would allow Developing, so nothing holds it.
    assert (RESULT.band, RESULT.band_by_points, RESULT.held_by) == ("starting", "starting", ())
    # all but training were known: (30 - 6) of 30 = 80%
    assert (RESULT.known, RESULT.known.percent) == (Tally(24, 30), 80)
    assert not RESULT.provisional


def test_actions_in_order() -> None:
    # Each area is a job here. doors, where something essential is missing, is for now:
    #   locks 4 x (3 - 1) = 8 (19 / 30 = 63.3); glass 1 x 3 = 3, useful, so when you can (14 / 30 = 46.7);
    #   keys, in place but untested, 2 x (3 - 2) = 2 (13 / 30 = 43.3)
    # people, where something important is missing, is next: training 2 x 3 = 6 (17 / 30 = 56.7)
    assert [(a.rank, a.question, a.class_id, a.kind, a.gain, a.percent_after, a.quick_win) for a in RESULT.actions] == [
        (1, "locks", "now", "close", 8, 63, False),
        (2, "glass", "later", "close", 3, 47, True),
        (3, "keys", "later", "test", 2, 43, True),
        (4, "training", "next", "find-out", 6, 57, False),
    ]
    assert [action.title for action in RESULT.actions] == [
        "Make locks",
        "Make glass",
        "Test keys",
        "Find out: The training",
    ]
    assert [action.when_you_can for action in RESULT.actions] == [False, True, False, False]


def test_jobs_in_order() -> None:
    # doors: 8 + 3 + 2 = 13, 24 / 30 = 80; the longest of its actions is a week, the dearest medium.
    # Both bear the title of their one serious gap.
    assert [(j.rank, j.id, j.title, j.class_id, j.gain, j.percent_after, j.effort, j.cost) for j in RESULT.jobs] == [
        (1, "doors", "Make locks", "now", 13, 80, "week", "medium"),
        (2, "people", "Find out: The training", "next", 6, 57, "day", "low"),
    ]
    assert [(job.find_out, job.up_to, job.bears) for job in RESULT.jobs] == [
        (False, False, "locks"),
        (True, True, "training"),
    ]


def test_what_if_two_actions_are_done() -> None:
    # 11 + 8 (locks) + 6 (training) = 25 of 30 = 83.3%: Strong by points, and now everything was known; one of the two
    # essential questions, more than a quarter, was said not to apply, which holds it at Developing
    after, opened = what_if(PLACE, RESULT, {"locks", "training"})
    assert (after.score, after.score.percent, after.band_by_points) == (Tally(25, 30), 83, "strong")
    assert (after.known.percent, after.band, after.held_by, opened) == (100, "building", ("mailroom",), ())
    assert [action.question for action in after.actions] == ["glass", "keys"]


def test_unanswered_leaves_both_sums_and_makes_it_provisional() -> None:
    # without glass and mailroom: 11 of 27 = 40.7% -> 41%: Developing
    answers = {name: answer for name, answer in ANSWERS.items() if name not in ("glass", "mailroom")}
    answers["glass"] = Answer(None, note="Ask the landlord")
    result = evaluate(PLACE, {}, answers)
    assert (result.score, result.score.percent, result.band) == (Tally(11, 27), 41, "building")
    assert (result.provisional, result.unanswered) == (True, ("glass", "mailroom"))
    assert result.answers["glass"].note == "Ask the landlord"


def test_nothing_answered() -> None:
    result = evaluate(PLACE, {}, {})
    assert (result.score.percent, result.band, result.known.percent, result.actions) == (None, None, None, ())
    assert len(result.unanswered) == 6
    assert [part.tally.percent for part in result.areas] == [None, None, None]


def test_quick_check_scores_the_essential_questions_alone() -> None:
    # locks 4 of 12 = 33.3%; mailroom does not apply
    result = evaluate(PLACE, {}, ANSWERS, "quick")
    assert (result.path, result.score, result.score.percent) == (("locks", "mailroom"), Tally(4, 12), 33)
    assert [part.id for part in result.areas] == ["doors", "post"]


def test_half_is_rounded_up() -> None:
    # one useful question at level 1 of eight: 1 / 24 = 4.17 -> 4; at 3: 3 / 24 = 12.5 -> 13
    made = bank_of(*(question(f"q{place}", "useful") for place in range(8)))
    none = {f"q{place}": Answer("0") for place in range(1, 8)}
    assert evaluate(made, {}, {"q0": Answer("1"), **none}).score.percent == 4
    assert evaluate(made, {}, {"q0": Answer("3"), **none}).score.percent == 13
    assert Tally(1, 200).percent == 1  # 0.5
    assert Tally(3, 200).percent == 2  # 1.5
    assert Tally(0, 3).percent == 0


def test_all_is_100_and_none_is_0_alone() -> None:
    # two plans of 705 and 693 points were seen as 100% above an open action and as 0% with a point
    assert Tally(704, 705).percent == 99  # 99.86
    assert Tally(1, 693).percent == 1  # 0.14
    assert Tally(199, 200).percent == 99  # 99.5
    assert Tally(1, 201).percent == 1  # 0.4975
    assert (Tally(705, 705).percent, Tally(0, 693).percent) == (100, 0)


def test_points_decide_nothing_of_the_order() -> None:
    made = bank(
        area(
            "all",
            [question(name, "useful") for name in ("cheap", "notes")],
            [question(name, "important") for name in ("talk", "glass", "lamp")],
            [question(name, "essential") for name in ("lead", "drill", "keys")],
        ),
        jobs=[
            *(job("first", "lead"), job("building", "glass", "lamp"), job("staff", "talk", "drill", "cheap")),
            *(job("papers", "notes"), job("holders", "keys")),
        ],
    )
    answers = said(lead="1", cheap="0", talk="0", drill="0", glass="0", lamp="0", notes="0", keys="2")
    result = evaluate(made, {}, answers)
    # first: one essential at 1, 8 points. staff: essential and important and useful at 0, 12 + 6 + 3 = 21.
    # building: two important at 0, 12. papers: one useful, 3. holders: only a test, 4.
    assert [(each.id, each.class_id, each.title, each.gain) for each in result.jobs] == [
        ("first", "now", "Make lead", 8),
        ("staff", "now", "Do staff", 21),
        ("building", "next", "Do building", 12),
        ("papers", "next", "Make notes", 3),
        ("holders", "later", "Test keys", 4),
    ]
    assert [action.question for action in result.actions] == [
        *("lead", "drill", "talk", "cheap", "glass", "lamp", "notes", "keys")
    ]
    days = due_days(made.scoring.classes, result.jobs, date(2026, 11, 22))
    # now: 30 days in two steps; next: from 22 December to 22 February, 62 days in two; later: to 22 November 2027
    assert {name: day.due for name, day in days.items()} == {
        "first": date(2026, 12, 7),
        "staff": date(2026, 12, 22),
        "building": date(2027, 1, 22),
        "papers": date(2027, 2, 22),
        "holders": date(2027, 11, 22),
    }


def test_threats_and_stages_count_a_question_under_each_of_its_tags() -> None:
    made = bank_of(
        question("locks", "essential", bears_on=Bearing(threats=("fire", "vehicle"), stages=("deter",))),
        question("drill", "important", bears_on=Bearing(threats=("fire",), stages=("deter", "respond"))),
    )
    result = evaluate(made, {}, said(locks="2", drill="1"))
    # locks 8 of 12, drill 2 of 6
    fire, vehicle, cyber = result.threats
    assert (fire.tally, vehicle.tally, cyber.tally) == (Tally(10, 18), Tally(8, 12), Tally(0, 0))
    assert [stage.tally for stage in fire.stages] == [Tally(10, 18), Tally(2, 6)]
    assert [stage.tally for stage in vehicle.stages] == [Tally(8, 12), Tally(0, 0)]
    assert [(stage.id, stage.tally) for stage in result.stages] == [("deter", Tally(10, 18)), ("respond", Tally(2, 6))]


def test_path_follows_the_profile_and_earlier_answers() -> None:
    made = bank_of(
        question("parking", when="'vehicles' in nearby"),
        question("barrier", when="level['parking'] >= 1"),
        question("guard", when="not level['parking'] >= 1"),
        question("crowd", when="200 <= people < 800 and setting != 'park'"),
    )
    near: dict[str, Value] = {"nearby": ("vehicles",), "people": 300, "setting": "shop"}
    both = said(parking="1", barrier="3", guard="0")
    assert evaluate(made, near, both).path == ("parking", "barrier", "crowd")
    assert evaluate(made, near, said(parking="dont-know")).path == ("parking", "guard", "crowd")
    # off the path, an old answer opens nothing: parking is not asked, so barrier is not either
    assert evaluate(made, {"people": 300}, both).path == ("guard",)
    assert evaluate(made, {"people": 300}, both).score == Tally(0, 6)


def test_what_if_lists_what_a_better_answer_opens() -> None:
    made = bank_of(
        question("cameras", "important"),
        question("watching", "important", when="level['cameras'] >= 2"),
        question("plan-for-cameras", "useful", when="level['cameras'] < 2"),
    )
    result = evaluate(made, {}, {"cameras": Answer("1"), "plan-for-cameras": Answer("0")})
    after, opened = what_if(made, result, ["cameras"])
    assert opened == ("watching",)
    assert after.path == ("cameras", "plan-for-cameras")
    assert after.score == Tally(6, 9)  # 2 x 3 + 0 of 6 + 3: the new question is not scored yet


def test_what_if_on_a_quick_check_opens_essential_questions_alone() -> None:
    made = bank_of(
        question("cameras", "essential"),
        question("watching", "essential", when="level['cameras'] >= 2"),
        question("recording", "important", when="level['cameras'] >= 2"),
    )
    result = evaluate(made, {}, said(cameras="1"), "quick")
    assert what_if(made, result, ["cameras"])[1] == ("watching",)
