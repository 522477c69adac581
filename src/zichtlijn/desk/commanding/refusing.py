"""Who typed proves it, and what the rules refuse leaves a line. Imported once Django is ready."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

import click
from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import KeysUnavailable
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.operations import CheckpointsUnavailable
from zichtlijn.desk import door
from zichtlijn.desk.accounts.proving import NotProven, check_can_prove, prove
from zichtlijn.desk.accounts.terms import WrongAccount
from zichtlijn.desk.commanding.asking import ask_code
from zichtlijn.fireworks import terms as fireworks
from zichtlijn.kernel.runs.failures import BrokenInput
from zichtlijn.privacy.queries.admitting import forget_refusals, log_refusals
from zichtlijn.privacy.terms import asking, retention, rights
from zichtlijn.privacy.terms.access import WrongRuleTable

_NAMING = ("by", "second")
"""The options of a command that name an account in whose name it is done."""

_RULES: tuple[tuple[type[Exception], str], ...] = (
    (asking.NotAllowed, "policy"),
    (retention.NotAllowed, "policy"),
    (fireworks.NotAllowed, "policy"),
    (retention.NotFound, "missing"),
    (rights.NotFound, "missing"),
    (fireworks.NotFound, "missing"),
    (WrongAccount, "account"),
)
"""What a deed may refuse, and the rule its line names where the refusal names none."""

_REFUSALS = tuple(kind for kind, _ in _RULES)


@contextmanager
def at_the_door() -> Iterator[None]:
    """Ask a code of each account that the command names, and end a refusal as it should end.

    A refusal is a line of its own, after what it refused was undone; then BrokenInput rises with
    the sentence. Raises ClickException where the log or the keys are not there.
    """
    people = _list_named()
    forget_refusals()
    try:
        _ask_codes(people)
        yield
    except _REFUSALS as refusal:
        _log_refusal(refusal, people)
        raise BrokenInput(str(refusal)) from refusal
    except WrongRuleTable as problem:
        raise BrokenInput(str(problem)) from problem
    except (LogUnavailable, KeysUnavailable, CheckpointsUnavailable) as problem:
        raise click.ClickException(str(problem)) from problem


def do_whole(module: str, deed: str, *words: object, **chosen: object) -> list[str]:
    """Do a deed in one transaction and return its lines: it stands whole, or not at all."""
    with transaction.atomic():
        return list(getattr(import_module(module), deed)(*words, **chosen))


def _list_named() -> tuple[str, ...]:
    chosen = click.get_current_context().params
    return tuple(str(chosen[option]) for option in _NAMING if chosen.get(option))


def _ask_codes(people: Sequence[str]) -> None:
    accounts = [check_can_prove(name) for name in people]
    if len(set(people)) < len(people):
        raise asking.NotAllowed(
            "Dit is twee keer hetzelfde account. De tweede persoon is iemand anders.",
            rule="second_person",
        )
    for account in accounts:
        prove(account, ask_code(account.name), moment=door.read_clock())


def _log_refusal(refusal: Exception, people: Sequence[str]) -> None:
    """Write the line of a refusal, where the rule table did not leave one already."""
    try:
        if log_refusals():
            return
        rule = getattr(refusal, "rule", "")
        log.record(
            "desk.command.refuse",
            scope=f"command:{_name_command()}",
            access=_open(refusal, people),
            decision="refused",
            rule=rule or next(word for kind, word in _RULES if isinstance(refusal, kind)),
        )
    except LogUnavailable as problem:
        raise click.ClickException(str(problem)) from problem


def _open(refusal: Exception, people: Sequence[str]) -> Access:
    """Return the access of whoever was refused: the account that is meant, else this machine's."""
    plain = door.open_command_access(scope="command")
    account = refusal.account if isinstance(refusal, NotProven) else next(iter(people), "")
    if not account:
        return plain
    return door.open_session_access(account, moment=plain.moment, origin="command")


def _name_command() -> str:
    """Return the command as it is typed, without what was typed after it."""
    context: click.Context | None = click.get_current_context()
    names: list[str] = []
    while context is not None:
        names.insert(0, context.command.name or "")
        context = context.parent
    return " ".join(names).removeprefix("zichtlijn ")
