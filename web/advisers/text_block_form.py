"""The form of a text block."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from usecases.text_blocks import LONGEST, LONGEST_TITLE, USES
from web.advisers.visit_record_forms import RecordForm
from web.site.base_form import tidy


class TextBlockForm(RecordForm):
    """Sentences of the team, with a title, for findings or for recommendations."""

    title = StringField(
        "Title",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            InputRequired("Enter a title, by which your team finds it"),
            Length(max=LONGEST_TITLE, message=f"Use {LONGEST_TITLE} characters or fewer"),
        ],
    )
    text = TextAreaField(
        "Text", widget=GovTextArea(), filters=[tidy], validators=[InputRequired("Enter the text that is put in")]
    )
    kind = RadioField(
        "What is it for?",
        widget=GovRadioInput(),
        choices=dict(USES),
        validators=[InputRequired("Select what it is for")],
    )
    about = SelectField("What is it about?", widget=GovSelect())

    def complete(self) -> bool:
        """Whether the text fits the field that it is put in."""
        longest = LONGEST[self.kind.data]
        if len(self.text.data or "") > longest:
            self.text.errors = [f"Use {longest:,} characters or fewer for a {USES[self.kind.data].lower()}"]
        return not self.text.errors
