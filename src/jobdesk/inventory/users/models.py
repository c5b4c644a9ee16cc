"""Users: copies of JobDesk's own, so that inventory objects and jobs can refer to them."""

from typing import Any

from jobdesk.inventory.core.bases import BaseModel
from jobdesk.inventory.core.fields import TextLine
from jobdesk.inventory.core.orm import models


class User(BaseModel):
    """Somebody; nobody logs in with it."""

    username = models.CharField(max_length=150, unique=True)
    first_name = TextLine(max_length=150)
    last_name = TextLine(max_length=150)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_superuser = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ()
    is_anonymous = False
    is_authenticated = True
    natural_key_names = ("username",)

    class Meta:
        ordering = ("username",)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Jobs run with all rights inside the inventory (SPEC §27)."""
        del perm, obj
        return self.is_active

    def has_perms(self, perms: object, obj: object = None) -> bool:
        """The same for several."""
        del perms, obj
        return self.is_active

    @property
    def groups(self) -> Any:
        """None: JobDesk has no groups, and a job that asks finds that in its log."""
        from jobdesk.inventory.deskdata.absent import Group

        return Group.objects

    def get_full_name(self) -> str:
        """First and last name, or the user name."""
        return f"{self.first_name} {self.last_name}".strip() or self.username

    def __str__(self) -> str:
        return self.username
