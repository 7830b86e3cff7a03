"""The forms of an adviser's account. Passwords are never shown again; other fields keep the text typed."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovRadioInput, GovTextInput
from wtforms import HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from assessment.reading_time import PromisedMinutes
from contacts.validators import CHECKS
from usecases.passwords import password_fault
from web.site.base_form import Form, tidy

KINDS = {
    "quick": "Quick check: the essential questions",
    "full": "Full assessment: everything that fits each place",
}


class SignInForm(Form):
    """Asks for the first factor."""

    email = StringField(
        "Email address",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[InputRequired("Enter your email address"), Length(max=254, message="This is too long")],
    )
    password = PasswordField(
        "Password",
        widget=GovPasswordInput(),
        validators=[InputRequired("Enter your password"), Length(max=200, message="This is too long")],
    )


class SecondStepForm(Form):
    """Asks for the second factor."""

    code = StringField(
        "Code",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[InputRequired("Enter the six digits, or a recovery code"), Length(max=40, message="Too long")],
    )


class NewPassword:
    """A field for a new password; `personal` gives words that it must not be made of."""

    new_password = PasswordField(
        "New password", widget=GovPasswordInput(), validators=[InputRequired("Choose a password")]
    )
    personal: tuple[str, ...] = ()

    def validate_new_password(self, field: PasswordField) -> None:
        """Refuse a password that is easy to guess."""
        if problem := password_fault(field.data or "", *self.personal):
            raise ValidationError(problem)


class AcceptForm(Form, NewPassword):
    """Accepts an invitation: name, password and the first code of the authenticator."""

    name = StringField(
        "Your name",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[InputRequired("Enter your name"), Length(max=80, message="Use 80 characters or fewer")],
    )
    code = StringField(
        "The six digits that it shows now",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            InputRequired("Enter the six digits that your authenticator shows"),
            Length(max=20, message="Enter six digits"),
        ],
    )


class CurrentPassword(Form):
    """Asks the adviser who is signed in for their password again; see `web.advisers.reauthentication`."""

    password = PasswordField(
        "Current password",
        widget=GovPasswordInput(),
        validators=[InputRequired("Enter your current password"), Length(max=200, message="This is too long")],
    )


class PasswordForm(CurrentPassword, NewPassword):
    """Changes the password."""


class RecoveryForm(CurrentPassword):
    """Makes new recovery codes."""


class AuthenticatorForm(CurrentPassword):
    """Connects another authenticator."""

    code = StringField(
        "The six digits that it shows now",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            InputRequired("Enter the six digits that the new authenticator shows"),
            Length(max=20, message="Enter six digits"),
        ],
    )


class PasskeyForm(CurrentPassword):
    """Names a new passkey."""

    name = StringField(
        "Name of the passkey",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            InputRequired("Enter a name that you will recognise it by"),
            Length(max=40, message="Use 40 characters or fewer"),
        ],
    )


class PasskeyAnswerForm(Form):
    """Carries the answer of a device; the page's script fills it in."""

    credential = HiddenField()


class InviteForm(Form):
    """Invites an adviser to the administrator's own force."""

    name = StringField(
        "Name",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[InputRequired("Enter a name"), Length(max=80, message="Use 80 characters or fewer")],
    )
    email = StringField(
        "Work email address",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            InputRequired("Enter an email address"),
            Length(max=254, message="This is too long"),
        ],
    )

    def validate_email(self, field: StringField) -> None:
        """Refuse an address that no message could reach."""
        if CHECKS["email"](field.data or ""):
            raise ValidationError("Enter an email address, such as name@force.police.uk")

    role = RadioField(
        "What may they do?",
        widget=GovRadioInput(),
        choices={
            "adviser": "Adviser: requests, visits and workshops",
            "administrator": "Administrator: also the team, its log and the contact entry",
        },
        validators=[InputRequired("Select what they may do")],
    )


class WorkshopForm(Form):
    """Begins a workshop."""

    title = StringField(
        "What is it called?",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[InputRequired("Enter a title"), Length(max=80, message="Use 80 characters or fewer")],
    )
    kind = RadioField(
        "Which questions do businesses answer?",
        widget=GovRadioInput(),
        choices=KINDS,
        validators=[InputRequired("Select which questions businesses answer")],
    )

    def promise(self, minutes: PromisedMinutes) -> None:
        """Say at each choice how long it takes at most."""
        promised = {"quick": minutes.quick, "full": minutes.full}
        self.kind.choices = {each: f"{title}, up to {promised[each]} minutes" for each, title in KINDS.items()}
