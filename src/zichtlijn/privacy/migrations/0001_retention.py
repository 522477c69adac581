"""The tables of retention: what stays longer, what was destroyed, what is still to be cleared."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SENTENCE = "a destruction record is never changed or deleted"
SQLITE = [
    f"""CREATE TRIGGER privacy_no_{deed.lower()}_destruction BEFORE {deed} ON privacy_destructionrecord
        BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
    for deed in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""CREATE FUNCTION privacy_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$""",
    """CREATE TRIGGER privacy_destruction_stays BEFORE UPDATE OR DELETE OR TRUNCATE
        ON privacy_destructionrecord FOR EACH STATEMENT EXECUTE FUNCTION privacy_refuse()""",
]


def make_append_only(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table refuse what proof never does."""
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def _number() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    """Clocks can be kept."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="RetentionStay",
            fields=[
                ("id", _number()),
                ("code", models.CharField(max_length=32, unique=True)),
                ("kind", models.CharField(choices=[("extension", "extension"), ("hold", "hold")], max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "proposed"), ("running", "running"), ("ended", "ended")], max_length=10
                    ),
                ),
                ("room", models.CharField(max_length=40)),
                ("record", models.CharField(max_length=200)),
                ("rule", models.CharField(max_length=20)),
                ("until", models.DateField()),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_role", models.CharField(max_length=100)),
                ("asked_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("decided_role", models.CharField(blank=True, max_length=100)),
                ("decided_at", models.DateTimeField(null=True)),
                ("key_id", models.CharField(max_length=64)),
                ("sealed_reason", models.BinaryField()),
                ("retention_rule", models.CharField(max_length=60)),
                ("destroy_on", models.DateField()),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["room", "record"], name="privacy_stay_record")],
            },
        ),
        migrations.CreateModel(
            name="DestructionRecord",
            fields=[
                ("id", _number()),
                ("number", models.PositiveBigIntegerField(unique=True)),
                ("room", models.CharField(max_length=40)),
                ("data_class", models.CharField(max_length=40)),
                ("records", models.PositiveBigIntegerField()),
                ("ground", models.CharField(max_length=200)),
                ("destroyed_on", models.DateField()),
                ("destroyed_at", models.DateTimeField()),
                ("trace_id", models.CharField(max_length=32)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.CreateModel(
            name="Remains",
            fields=[
                ("id", _number()),
                ("room", models.CharField(max_length=40)),
                ("record", models.CharField(max_length=200)),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.CreateModel(
            name="StoppedModule",
            fields=[
                ("id", _number()),
                ("room", models.CharField(max_length=40, unique=True)),
                ("stopped_at", models.DateTimeField()),
                ("stopped_by", models.CharField(max_length=200)),
                ("second", models.CharField(max_length=200)),
            ],
            options={"ordering": ("room",)},
        ),
        migrations.RunPython(make_append_only, migrations.RunPython.noop),
    ]
