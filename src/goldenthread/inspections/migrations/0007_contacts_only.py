"""Take away where notes stood before: what is said at a contact stands by the contact."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Leaves one place for what was said at a contact."""

    dependencies = [("inspections", "0006_contacts_from_events")]
    operations = [
        migrations.RemoveField("monitoringnote", "event"),
        migrations.AlterField(
            model_name="monitoringnote",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="inspections.contact",
            ),
        ),
    ]
