"""The shape of `jobs.yaml`: actions that a person does in one go, in the order in which an adviser would do them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from questions.content import Content, Kebab, Line, Text


class Job(Content):
    """What a person does in one go: the actions of several questions.

    The order of the jobs is the expert order: what a security adviser would do first where the same kind of thing is
    missing. `title` is shown while several arrangements are missing, `review_title` where none is. `saves_lives` is a
    label for the reader, which decides no order. `questions` are in the order of doing.
    """

    id: Kebab
    title: Line
    review_title: Line
    first_step: Text
    why: Text
    saves_lives: bool = False
    questions: Annotated[tuple[Kebab, ...], Field(min_length=1)]


class Jobs(Content):
    """Every job of a bank, in the expert order."""

    jobs: Annotated[tuple[Job, ...], Field(min_length=1)]
