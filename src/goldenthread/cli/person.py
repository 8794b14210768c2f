"""`goldenthread person`: who may sign in, and the roles they hold in which area."""

import argparse
import sys
from datetime import timedelta
from getpass import getpass

from goldenthread.cli.area import a_day
from goldenthread.cli.serve import check_database
from goldenthread.core.errors import UserError

NAME = "person"
SUMMARY = (
    "Give people a sign-in and roles, end a role, rename, change a password, forget or list people."
)
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do and for whom; never a password, which would stay in the shell's history."""
    deeds = parser.add_subparsers(title="what to do", metavar="DEED", required=True)
    words = "Give a person a role in an area, and a sign-in if they have none."
    add = deeds.add_parser("add", help=words, description=words)
    add.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    add.add_argument("name", metavar="NAME", help="their name as pages show it")
    _add_area_and_role(add)
    add.add_argument("--from", dest="starts", metavar="DAY", help="first day of the role (today)")
    _add_password(add)
    add.set_defaults(deed=_add)
    words = "End a role that a person holds; that it was held stays on record."
    end = deeds.add_parser("end", help=words, description=words)
    end.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    _add_area_and_role(end)
    end.add_argument(
        "--last-day", metavar="DAY", help="last day of the role (yesterday, so it ends at once)"
    )
    end.set_defaults(deed=_end)
    words = "Put right what a person is called, or the address they sign in with."
    rename = deeds.add_parser("rename", help=words, description=words)
    rename.add_argument("email", metavar="EMAIL", help="the address they sign in with now")
    rename.add_argument("--name", metavar="NAME", help="their name as pages should show it")
    rename.add_argument("--email", dest="address", metavar="NEW", help="their new address")
    rename.set_defaults(deed=_rename)
    words = "Give a person a new password."
    password = deeds.add_parser("password", help=words, description=words)
    password.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    _add_password(password)
    password.set_defaults(deed=_password)
    words = "Take off app, passkeys and recovery codes of a person who lost them."
    steps = deeds.add_parser("steps-off", help=words, description=words)
    steps.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    steps.set_defaults(deed=_steps_off)
    words = "Forget who somebody was who has left: name, address, ways to sign in and letters."
    erase = deeds.add_parser("erase", help=words, description=words)
    erase.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    erase.add_argument("--sure", action="store_true", help="do it; it cannot be undone")
    erase.set_defaults(deed=_erase)
    words = "List who holds or held which role where."
    deeds.add_parser("list", help=words, description=words).set_defaults(deed=_list)


def _add_area_and_role(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--area", required=True, metavar="SLUG", help="see: goldenthread area list")
    parser.add_argument("--role", required=True, metavar="ROLE", help="such as improvement-lead")


def _add_password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from standard input instead of asking for it",
    )


def run(args: argparse.Namespace) -> int:
    """Refuse a database that is behind, then do it."""
    check_database()
    args.deed(args)
    return 0


def _asked_password(args: argparse.Namespace) -> str:
    """Return the password from standard input, or ask for it twice; it is never shown."""
    if args.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass("Password (12 characters or more): ")
        if password != getpass("The same again: "):
            raise UserError("The two passwords differ. Nothing was changed; try again.")
    else:
        raise UserError(
            "No password was given. Nothing was changed. Run this on a terminal, which asks for "
            "it, or send it with --password-stdin."
        )
    if not password:
        raise UserError("The password is empty. Nothing was changed.")
    return password


def _add(args: argparse.Namespace) -> None:
    from django.utils import timezone

    from goldenthread.accounts.changes import bring_in_person
    from goldenthread.accounts.queries import user_with_email
    from goldenthread.accounts.rules import role_called
    from goldenthread.areas.queries import area_called
    from goldenthread.audit.rules import COMMAND_LINE

    area, role = area_called(args.area), role_called(args.role)
    known = user_with_email(args.email)
    held = bring_in_person(
        by=COMMAND_LINE,
        email=args.email,
        name=args.name,
        password=None if known else _asked_password(args),
        area=area,
        role=role,
        starts=a_day(args.starts) or timezone.localdate(),
    )
    kept = " Name and password are as they were." if known else ""
    sys.stdout.write(
        f"{held.user.name} is {held.get_role_display().lower()} in {area.name} "
        f"from {held.starts}.{kept}\n"
    )


def _end(args: argparse.Namespace) -> None:
    from django.utils import timezone

    from goldenthread.accounts.changes import end_role_of
    from goldenthread.accounts.rules import role_called
    from goldenthread.areas.queries import area_called
    from goldenthread.audit.rules import COMMAND_LINE

    area, role, today = area_called(args.area), role_called(args.role), timezone.localdate()
    held = end_role_of(
        by=COMMAND_LINE,
        email=args.email,
        area=area,
        role=role,
        last_day=a_day(args.last_day) or today - timedelta(days=1),
        today=today,
    )
    role_there = f"{held.get_role_display().lower()} in {area.name}"
    if held.ends and held.ends < today:
        sys.stdout.write(f"{held.user.name} is no longer {role_there}.\n")
    else:
        sys.stdout.write(f"{held.user.name} is {role_there} to the end of {held.ends}.\n")


def _password(args: argparse.Namespace) -> None:
    from goldenthread.accounts.changes import change_password
    from goldenthread.audit.rules import COMMAND_LINE

    user = change_password(by=COMMAND_LINE, email=args.email, password=_asked_password(args))
    sys.stdout.write(f"{user.name} has a new password.\n")


def _rename(args: argparse.Namespace) -> None:
    from django.db import transaction

    from goldenthread.accounts.changes import change_address, rename_person
    from goldenthread.accounts.queries import user_with_email
    from goldenthread.audit.rules import COMMAND_LINE

    user = user_with_email(args.email)
    if user is None:
        raise UserError(f"Nobody signs in as “{args.email[:60]}”. Nothing was changed.")
    if args.name is None and args.address is None:
        raise UserError("Give --name, --email or both. Nothing was changed.")
    with transaction.atomic():
        changed = args.name is not None and rename_person(
            by=COMMAND_LINE, user=user, name=args.name
        )
        if args.address is not None:
            changed |= change_address(by=COMMAND_LINE, user=user, email=args.address)
    words = "is kept" if changed else "is what it was; nothing was changed"
    sys.stdout.write(f"{user.name}, {user.email}: {words}.\n")


def _steps_off(args: argparse.Namespace) -> None:
    from goldenthread.accounts.changes import take_off_second_steps
    from goldenthread.audit.rules import COMMAND_LINE

    user = take_off_second_steps(by=COMMAND_LINE, email=args.email)
    sys.stdout.write(f"{user.name} signs in by password alone until a second step is set up.\n")


def _erase(args: argparse.Namespace) -> None:
    from django.utils import timezone

    from goldenthread.accounts.changes import erase_person
    from goldenthread.accounts.queries import user_with_email
    from goldenthread.audit.rules import COMMAND_LINE

    user = user_with_email(args.email)
    if user is None:
        raise UserError(f"Nobody signs in as “{args.email[:60]}”. Nothing was changed.")
    if not args.sure:
        raise UserError(
            f"This forgets for good who {user.name} was. Nothing was changed. Add --sure to do it."
        )
    erase_person(by=COMMAND_LINE, user=user, today=timezone.localdate())
    sys.stdout.write(f"Forgotten. What was done stays on record as done by user:{user.pk}.\n")


def _list(args: argparse.Namespace) -> None:
    from goldenthread.accounts.queries import people_without_role, roles_held

    rows, without = roles_held(), people_without_role()
    if not rows and not without:
        sys.stdout.write(
            "Nobody is here yet. Add somebody: "
            "goldenthread person add EMAIL NAME --area SLUG --role ROLE\n"
        )
    for held in rows:
        dates = f"{held.starts} to {held.ends or 'still'}"
        role = f"{held.get_role_display()}, {held.area.slug}"
        sys.stdout.write(f"{held.user.email:<30} {held.user.name:<28} {role:<36} {dates}\n")
    for user in without:
        sys.stdout.write(f"{user.email:<30} {user.name:<28} no role anywhere\n")
