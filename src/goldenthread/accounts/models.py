"""People who sign in, the roles and posts they hold, how they are let in, and their tokens."""

from datetime import date
from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from goldenthread.audit.rules import Actor

from .rules import POST_KINDS, ROLE_NAMES, PostKind, Role


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, in any case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person who signs in with this address."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """Return this person as the trail knows them."""
        return Actor(f"user:{self.pk}", self.name)


M = TypeVar("M", bound=models.Model)


class HeldQuerySet(models.QuerySet[M]):
    """What people hold between days, narrowed by date."""

    def on(self, day: date) -> "HeldQuerySet[M]":
        """Return what is held on a day; the last day counts."""
        return self.filter(starts__lte=day).filter(
            models.Q(ends__isnull=True) | models.Q(ends__gte=day)
        )


class RoleHeld(models.Model):
    """A person holds a role in a local area, or in one body of it, from a date, to one or still."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="roles")
    body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, null=True, related_name="roles"
    )
    role = models.CharField(max_length=40, choices=[(r.value, ROLE_NAMES[r]) for r in Role])
    starts = models.DateField()
    ends = models.DateField(null=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "area", "role", "starts"),
                condition=models.Q(body__isnull=True),
                name="one_role_once",
            ),
            models.UniqueConstraint(
                fields=("user", "area", "role", "body", "starts"),
                condition=models.Q(body__isnull=False),
                name="one_role_once_in_a_body",
            ),
        )


class Post(models.Model):
    """A post that a plan or the law names, such as the lead an action prints; people hold it."""

    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=[(k.value, POST_KINDS[k]) for k in PostKind])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("area", "title_key"), name="one_post_of_a_title"),
        )

    def __str__(self) -> str:
        return self.title


class PostHeld(models.Model):
    """A person holds a post from a date, to a date or still."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="held")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    starts = models.DateField()
    ends = models.DateField(null=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("post", "user", "starts"), name="one_post_once"),
        )


class Invitation(models.Model):
    """Somebody is asked by e-mail to sign in with roles in an area; good once and for days."""

    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="invited")
    body = models.ForeignKey("areas.Body", on_delete=models.PROTECT, null=True)
    email = models.EmailField()
    name = models.CharField(max_length=200)
    roles = models.JSONField(default=list)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True)


class ApiToken(models.Model):
    """A key with which a program acts for a person in one area; only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=40)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    def may(self, scope: str) -> bool:
        """Say whether the token carries a scope: "read" or "update"."""
        return scope in self.scopes.split()


class Remembered(models.Model):
    """What is counted for a while, such as failed sign-ins, where every worker sees it.

    Django's database cache reads and writes these rows.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "goldenthread_cache"
