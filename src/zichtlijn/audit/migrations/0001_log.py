"""The table of the log, and the triggers by which the database itself refuses to rewrite it."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SENTENCE = "a line of the log is never changed or deleted"

SQLITE = [
    f"""CREATE TRIGGER audit_no_{deed.lower()} BEFORE {deed} ON audit_logline
        BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
    for deed in ("UPDATE", "DELETE")
] + [
    # REPLACE takes the old row away without asking the trigger on DELETE
    f"""CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_logline
        WHEN EXISTS (SELECT 1 FROM audit_logline WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
]
POSTGRESQL = [
    f"""CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$""",
    """CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_logline
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
]


def make_append_only(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table refuse what a log never does."""
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The first line can be written."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="LogLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("moment", models.DateTimeField()),
                ("trace_id", models.CharField(max_length=32)),
                ("action", models.CharField(max_length=100)),
                ("scope", models.CharField(max_length=200)),
                ("count", models.PositiveBigIntegerField(null=True)),
                ("reader", models.CharField(max_length=200)),
                ("organisation", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=100)),
                ("purpose", models.CharField(max_length=200)),
                ("legal_ground", models.CharField(max_length=500)),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["reader", "moment"], name="audit_by_reader")],
            },
        ),
        migrations.RunPython(make_append_only, migrations.RunPython.noop),
    ]
