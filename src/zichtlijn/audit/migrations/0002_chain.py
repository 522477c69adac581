"""The chained log: lines written before it are chained in their order, and the locks renewed."""

import secrets
from datetime import UTC

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from zichtlijn.audit.activities import name_activity
from zichtlijn.audit.chain.lines import BEFORE_THE_FIRST, hash_line, write_moment
from zichtlijn.audit.keys import KeyKind, make_key
from zichtlijn.audit.models import ALWAYS_FILLED

SENTENCE = "a line of the log is never changed or deleted"
DROPPED = "EXISTS (SELECT 1 FROM audit_logsegment WHERE dropped_at <> '' AND {seq} BETWEEN first_seq AND last_seq)"
TABLES = {"audit_logline": "seq", "audit_logsubject": "line_id"}

FORMER_LOCKS = {
    "sqlite": [f"DROP TRIGGER audit_no_{deed}" for deed in ("update", "delete", "replace")],
    "postgresql": ["DROP TRIGGER audit_append_only ON audit_logline"],
}


def list_locks(vendor: str) -> list[str]:
    """Return what makes the database itself refuse; a month past its term goes as a whole only."""
    if vendor == "sqlite":
        return [*_lock_lines(), *_lock_subjects()]
    return [
        statement
        for table, seq in TABLES.items()
        for statement in (
            f"""CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF TG_OP = 'DELETE' THEN
                    IF {DROPPED.format(seq=f"OLD.{seq}")} THEN RETURN OLD; END IF;
                END IF;
                RAISE EXCEPTION '{SENTENCE}'; END $$""",
            f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION {table}_refuse()""",
            f"""CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()""",
        )
    ]


def _lock_lines() -> list[str]:
    return [
        _lock("audit_no_update", "UPDATE ON audit_logline"),
        _lock(
            "audit_no_delete",
            f"DELETE ON audit_logline WHEN NOT {DROPPED.format(seq='OLD.seq')}",
        ),
        # REPLACE takes the old row away without asking the trigger on DELETE
        _lock(
            "audit_no_replace",
            "INSERT ON audit_logline WHEN EXISTS (SELECT 1 FROM audit_logline WHERE seq = NEW.seq)",
        ),
    ]


def _lock_subjects() -> list[str]:
    return [
        _lock("audit_subject_no_update", "UPDATE ON audit_logsubject"),
        _lock(
            "audit_subject_no_delete",
            f"DELETE ON audit_logsubject WHEN NOT {DROPPED.format(seq='OLD.line_id')}",
        ),
        _lock(
            "audit_subject_no_replace",
            """INSERT ON audit_logsubject WHEN EXISTS (SELECT 1 FROM audit_logsubject
                WHERE id = NEW.id OR (line_id = NEW.line_id AND place = NEW.place))""",
        ),
    ]


def _lock(name: str, when: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"


def unlock_former(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the lines written until now be copied."""
    for statement in FORMER_LOCKS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def lock(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables refuse what a log never does."""
    for statement in list_locks(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def chain_former_lines(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copy the lines there were, in their order, each chained to the one before it."""
    Line, Segment = apps.get_model("audit", "LogLine"), apps.get_model("audit", "LogSegment")
    prev, newest = BEFORE_THE_FIRST, None
    for seq, former in enumerate(apps.get_model("audit", "FormerLine").objects.order_by("id"), 1):
        time = write_moment(former.moment)
        if newest is None or newest.name < time[:7]:
            key_id = make_key(KeyKind.LOG_SUBJECT, moment=former.moment.astimezone(UTC))
            newest = Segment.objects.create(
                name=time[:7], key_id=key_id, first_seq=seq, signed_seq=seq - 1, signed_at=time
            )
        values = {
            "segment": newest.name,
            "time": time,
            "trace_id": former.trace_id,
            "operation_id": secrets.token_hex(8),
            "action": former.action,
            "status": "OK",
            "activity": name_activity(former.action),
            "reader": former.reader,
            "organisation": former.organisation,
            "role": former.role,
            "origin": "desk",
            "purpose": former.purpose,
            "legal_ground": former.legal_ground,
            "scope": former.scope,
            "count": former.count,
            "decision": "allowed",
            "emergency": 0,
        }
        filled = {name: "onbekend" if value == "" else value for name, value in values.items()}
        chained = hash_line(filled, seq=seq, prev=prev)
        Line.objects.create(seq=seq, prev=prev, hash=chained, **filled)
        prev = chained


class Migration(migrations.Migration):
    """Every line is chained to the line before it."""

    dependencies = [("audit", "0001_log")]
    operations = [
        migrations.RunPython(unlock_former, migrations.RunPython.noop),
        migrations.RenameModel("LogLine", "FormerLine"),
        migrations.CreateModel(
            name="LogSegment",
            fields=[
                ("name", models.CharField(max_length=7, primary_key=True, serialize=False)),
                ("key_id", models.CharField(max_length=64)),
                ("first_seq", models.PositiveBigIntegerField(unique=True)),
                ("last_seq", models.PositiveBigIntegerField(null=True)),
                ("signed_seq", models.PositiveBigIntegerField(default=0)),
                ("signed_at", models.CharField(max_length=27)),
                ("dropped_at", models.CharField(default="", max_length=27)),
            ],
            options={"ordering": ("name",)},
        ),
        migrations.CreateModel(
            name="LogLine",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("segment", models.CharField(max_length=7)),
                ("time", models.CharField(max_length=27)),
                ("trace_id", models.CharField(max_length=32)),
                ("operation_id", models.CharField(max_length=16)),
                ("action", models.CharField(max_length=100)),
                ("status", models.CharField(max_length=10)),
                ("activity", models.CharField(max_length=200)),
                ("reader", models.CharField(max_length=200)),
                ("organisation", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=100)),
                ("origin", models.CharField(max_length=20)),
                ("purpose", models.CharField(max_length=200)),
                ("legal_ground", models.CharField(max_length=500)),
                ("scope", models.CharField(max_length=200)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("recipient", models.CharField(blank=True, max_length=200)),
                ("count", models.PositiveBigIntegerField(null=True)),
                ("decision", models.CharField(max_length=30)),
                ("rule", models.CharField(blank=True, max_length=30)),
                ("emergency", models.PositiveSmallIntegerField(default=0)),
                ("subjects", models.CharField(blank=True, max_length=64)),
                ("prev", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ("seq",),
                "indexes": [models.Index(fields=["reader", "time"], name="audit_line_by_reader")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q((name, ""), _negated=True),
                        name=f"audit_line_says_{name}",
                    )
                    for name in ALWAYS_FILLED
                ],
            },
        ),
        migrations.CreateModel(
            name="LogSubject",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("index", models.CharField(max_length=64)),
                ("times", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=models.DO_NOTHING, related_name="named", to="audit.logline"
                    ),
                ),
            ],
            options={
                "ordering": ("line", "place"),
                "indexes": [models.Index(fields=["index", "line"], name="audit_subject_by_index")],
                "constraints": [
                    models.UniqueConstraint(fields=["line", "place"], name="audit_subject_once")
                ],
            },
        ),
        migrations.RunPython(chain_former_lines, migrations.RunPython.noop),
        migrations.DeleteModel("FormerLine"),
        migrations.RunPython(lock, migrations.RunPython.noop),
    ]
