"""Checks of the database: can it be reached and written, is it up to date, is the log safe."""

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from zichtlijn.desk.doctor.terms import Finding, good, mind, wrong

_LOG_LOCKS = {"audit_no_update", "audit_no_delete", "audit_no_replace"}


def check_database(connection: BaseDatabaseWrapper) -> Finding:
    """Look whether the database answers, keeps what it is told, and takes a change."""
    subject = "database"
    try:
        mode = _ask(connection, "PRAGMA journal_mode") if connection.vendor == "sqlite" else "wal"
        whole = _ask(connection, "PRAGMA quick_check") if connection.vendor == "sqlite" else "ok"
        _write_and_take_back(connection)
    except DatabaseError as problem:
        return wrong(
            subject,
            f"De database geeft geen antwoord of neemt niets aan ({problem}).",
            "Controleer schrijfrecht en schijfruimte (zie: map, schijf).",
        )
    if whole != "ok":
        return wrong(subject, "De database is beschadigd.", "Zet een reservekopie terug.")
    if mode != "wal":
        return wrong(
            subject,
            f"De database staat in stand {mode}; dan wachten lezers op schrijvers.",
            "Zet de map op een lokale schijf: op een netwerkschijf werkt WAL niet.",
        )
    return good(subject, f"{connection.vendor}, WAL, leesbaar en schrijfbaar.")


def check_tables(connection: BaseDatabaseWrapper) -> Finding:
    """Look whether the tables are those of this version."""
    subject = "tabellen"
    to_do = "Typ: zichtlijn demo (werkt de tabellen bij) of start zichtlijn serve."
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        return wrong(subject, f"De tabellen zijn niet te lezen ({problem}).", "Zie: database.")
    if waiting:
        return mind(subject, f"{len(waiting)} wijziging(en) nog niet uitgevoerd.", to_do)
    return good(subject, "Bij deze versie.")


def check_log(connection: BaseDatabaseWrapper) -> Finding:
    """Look whether the database itself still refuses to rewrite the log."""
    subject = "logboek"
    if connection.vendor != "sqlite":
        return good(subject, "Op PostgreSQL bewaakt de database zelf het logboek.")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            locks = {name for (name,) in cursor.fetchall()}
            cursor.execute("SELECT name FROM sqlite_master WHERE name = 'audit_logline'")
            exists = cursor.fetchone() is not None
    except DatabaseError as problem:
        return wrong(subject, f"Het logboek is niet te lezen ({problem}).", "Zie: database.")
    if not exists:
        return mind(subject, "Er is nog geen logboek.", "Typ: zichtlijn demo")
    if not locks >= _LOG_LOCKS:
        return wrong(
            subject,
            "De sloten die wijzigen en wissen weigeren, zijn weg.",
            "Zoek uit wie de database wijzigde en meld het; zet daarna een reservekopie terug.",
        )
    return good(subject, "Wijzigen en wissen worden geweigerd.")


def _ask(connection: BaseDatabaseWrapper, question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        (answer,) = cursor.fetchone()
    return str(answer)


def _write_and_take_back(connection: BaseDatabaseWrapper) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE zichtlijn_doctor (tried integer)")
        transaction.set_rollback(True, using=connection.alias)
