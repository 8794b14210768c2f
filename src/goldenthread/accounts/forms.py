"""The forms of signing in, of people and posts, and of tokens."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as passkeys
from django import forms

from goldenthread.areas.models import Body, LocalArea

from .models import Post, User
from .rules import POST_KINDS, ROLE_NAMES, SCOPE_NAMES, PostKind, Role, Scope

EMAIL = ("E-mail address", "Enter an e-mail address, such as name@example.org")
NEW = ("New password", "Choose a password of 12 characters or more")
AGAIN = ("The same again", "Enter the new password a second time")
CODE = ("Code from your app", "Enter the code that the app shows")


class NotTooLong:
    """Refuses a password of more than 128 characters; every one up to that counts."""

    MOST = 128

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that is too long."""
        if len(password) > self.MOST:
            raise forms.ValidationError(f"This password is too long. {self.get_help_text()}")

    def get_help_text(self) -> str:
        """Return what is allowed, in words."""
        return f"It may have {self.MOST} characters."


class Worded(forms.Form):
    """A form of django-allauth in our words: labels and what to do, no placeholders."""

    WORDS: Mapping[str, tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, missing) in self.WORDS.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.error_messages["required"] = missing
            field.error_messages["invalid"] = missing
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Worded, account.LoginForm):
    """E-mail address and password; one sentence for whatever is wrong with either."""

    WORDS = {
        "login": ("E-mail address", "Enter your e-mail address, such as name@example.org"),
        "password": ("Password", "Enter your password"),
    }


class AgainForm(Worded, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    WORDS = {"password": ("Password", "Enter your password")}


class NewPasswordForm(Worded, account.ChangePasswordForm):
    """A new password, given with the present one."""

    WORDS = {
        "oldpassword": ("Present password", "Enter your present password"),
        "password1": NEW,
        "password2": AGAIN,
    }


class FirstPasswordForm(Worded, account.SetPasswordForm):
    """A password for somebody who has had none."""

    WORDS = {"password1": NEW, "password2": AGAIN}


class ForgottenForm(Worded, account.ResetPasswordForm):
    """Where to send a link for a new password."""

    WORDS = {"email": EMAIL}


class PasswordFromLetterForm(Worded, account.ResetPasswordKeyForm):
    """A new password, by the link of a letter."""

    WORDS = {"password1": NEW, "password2": AGAIN}


class CodeForm(Worded, codes.AuthenticateForm):
    """A code from the app, or one of the recovery codes."""

    WORDS = {"code": ("Code from your app, or a recovery code", CODE[1])}


class CodeAgainForm(Worded, codes.ReauthenticateForm):
    """A code once more, before something that matters."""

    WORDS = {"code": ("Code from your app, or a recovery code", CODE[1])}


class FirstCodeForm(Worded, apps.ActivateTOTPForm):
    """The first code of an app, which proves that it is set up."""

    WORDS = {"code": CODE}


class PasskeyForm(Worded, passkeys.AddWebAuthnForm):
    """A new passkey with its name; every passkey here can sign in by itself."""

    WORDS = {"name": ("What to call this passkey", "Enter a name, such as Work laptop")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True
        self.fields["credential"].error_messages["required"] = (
            "The browser made no passkey. Nothing was added; try again."
        )


class PasskeyNameForm(Worded, passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    WORDS = {"name": ("What to call this passkey", "Enter a name, such as Work laptop")}


class AcceptForm(forms.Form):
    """The password that a person who was invited chooses."""

    password = forms.CharField(
        label="Choose a password",
        help_text="12 characters or more; three or four words that do not belong together do well.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        error_messages={"required": NEW[1]},
    )
    again = forms.CharField(
        label="The same again",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        error_messages={"required": AGAIN[1]},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        kept = super().clean() or {}
        if kept.get("password") and kept.get("again") and kept["password"] != kept["again"]:
            self.add_error("again", "The two passwords differ. Enter the same one twice.")
        return kept


def _day(label: str, missing: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": missing},
    )


class InviteForm(forms.Form):
    """Whom to invite, to which roles, in the whole area or one body of it."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter the person's name as pages should show it"},
    )
    email = forms.EmailField(
        label="E-mail address", error_messages={"required": EMAIL[1], "invalid": EMAIL[1]}
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[(role.value, name) for role, name in ROLE_NAMES.items()],
        error_messages={"required": "Choose at least one role"},
        widget=forms.CheckboxSelectMultiple,
    )
    body = forms.ModelChoiceField(
        label="In one board or group only",
        queryset=Body.objects.none(),
        required=False,
        empty_label="The whole area",
    )

    def __init__(self, *args: Any, area: LocalArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.filter(area=area, ends__isnull=True)
        self.fields["body"].queryset = bodies.order_by("name")

    def chosen_roles(self) -> list[Role]:
        """Return the roles that were ticked."""
        return [Role(role) for role in self.cleaned_data["roles"]]


class NameForm(forms.Form):
    """What a person is called."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter the name as pages should show it"},
    )


class PersonForm(NameForm):
    """What a person is called, and the address they sign in with."""

    email = forms.EmailField(
        label="E-mail address", error_messages={"required": EMAIL[1], "invalid": EMAIL[1]}
    )


class LastDayForm(forms.Form):
    """The last day on which something is held."""

    last_day = _day("Last day", "Enter the last day, such as 31 12 2026")


class PostForm(forms.Form):
    """Who holds which post, from when."""

    title = forms.CharField(
        label="Post",
        max_length=200,
        error_messages={"required": "Enter the title of the post, as the plan prints it"},
    )
    kind = forms.ChoiceField(
        label="What sort of post", choices=[(k.value, name) for k, name in POST_KINDS.items()]
    )
    person = forms.ModelChoiceField(
        label="Held by",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose who holds the post"},
    )
    starts = _day("From", "Enter the first day, such as 1 9 2026")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [person.pk for person in people]
        self.fields["person"].queryset = User.objects.filter(pk__in=keys).order_by("name")

    def chosen_kind(self) -> PostKind:
        """Return the sort of post that was chosen."""
        return PostKind(self.cleaned_data["kind"])


class FillForm(forms.Form):
    """Who holds each post that nobody holds; a post left alone stays empty."""

    starts = _day("From", "Enter the first day, such as 1 9 2026")

    def __init__(self, *args: Any, posts: list[Post], people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {f"post-{post.pk}": post for post in posts}
        self.people = {str(person.pk): person for person in people}
        choices = [("", "Nobody yet"), *((key, who.name) for key, who in self.people.items())]
        for name, post in self.posts.items():
            self.fields[name] = forms.ChoiceField(label=post.title, choices=choices, required=False)

    def chosen(self) -> dict[Post, User]:
        """Return the posts for which a person was chosen, each with that person."""
        given = {name: self.cleaned_data[name] for name in self.posts}
        return {self.posts[name]: self.people[key] for name, key in given.items() if key}


class TokenForm(forms.Form):
    """What a new token is for, what it may do, and until when."""

    name = forms.CharField(
        label="What it is for",
        max_length=100,
        error_messages={"required": "Enter what the token is for, such as Power BI of the council"},
    )
    scope = forms.ChoiceField(
        label="What it may do", choices=[(s.value, words) for s, words in SCOPE_NAMES.items()]
    )
    expires = _day("Last day", "Enter the last day, within a year, such as 31 12 2026")

    def chosen_scope(self) -> Scope:
        """Return what the token may do."""
        return Scope(self.cleaned_data["scope"])
