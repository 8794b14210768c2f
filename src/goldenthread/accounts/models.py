"""People who sign in and the roles they hold."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from goldenthread.audit.rules import Actor

from .rules import ROLE_NAMES, Role


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


class RoleHeldQuerySet(models.QuerySet["RoleHeld"]):
    """Roles held, narrowed by date."""

    def on(self, day: date) -> "RoleHeldQuerySet":
        """Return the roles in force on a day."""
        return self.filter(starts__lte=day).filter(
            models.Q(ends__isnull=True) | models.Q(ends__gte=day)
        )


class RoleHeld(models.Model):
    """A person holds a role in a local area from a date, to a date or still."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40, choices=[(r.value, ROLE_NAMES[r]) for r in Role])
    starts = models.DateField()
    ends = models.DateField(null=True)

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "area", "role", "starts"), name="one_role_once"
            ),
        )
