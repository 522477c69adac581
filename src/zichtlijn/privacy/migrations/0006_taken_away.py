from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0005_versions_and_disclosures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='remains',
            name='record',
            field=models.TextField(),
        ),
        migrations.CreateModel(
            name='Restoration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('restored_at', models.DateTimeField()),
                ('made_on', models.DateField()),
                ('told', models.JSONField()),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
    ]
