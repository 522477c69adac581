"""An upload has its clock as every record on people: a day and the row of the table behind it."""

from datetime import timedelta

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

RULE = "B10/1"  # a named observation; a pseudonym is somebody


def set_clocks(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give what is there the clock that its last day to be read implies."""
    deliveries = apps.get_model("networks", "Delivery").objects.filter(expires_on__isnull=False)
    for delivery in deliveries:
        delivery.destroy_on = delivery.expires_on + timedelta(days=1)
        delivery.retention_rule = RULE
        delivery.save(update_fields=["destroy_on", "retention_rule"])


class Migration(migrations.Migration):
    """No upload without a clock."""

    dependencies = [("networks", "0002_contest")]
    operations = [
        migrations.AddField("delivery", "destroy_on", models.DateField(null=True)),
        migrations.AddField(
            "delivery", "retention_rule", models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.RunPython(set_clocks, migrations.RunPython.noop),
        migrations.RemoveConstraint("delivery", "an_upload_has_its_term"),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "upload"), _negated=True),
                    models.Q(
                        ("destroy_on__isnull", False),
                        ("expires_on__isnull", False),
                        models.Q(("retention_rule", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_upload_has_its_term",
            ),
        ),
    ]
