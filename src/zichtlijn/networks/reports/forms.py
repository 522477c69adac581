"""The forms in which an edition can leave."""

from django.utils.translation import gettext_lazy

FORMS = {
    "csv": gettext_lazy("Alle tabellen als CSV, in één zip"),
    "ties": gettext_lazy("Banden, CSV"),
    "groups": gettext_lazy("Groepen, CSV"),
    "group_windows": gettext_lazy("Groepen per venster, CSV"),
    "life_lines": gettext_lazy("Levenslijnen, CSV"),
    "signals": gettext_lazy("Signalen, CSV"),
    "gexf": gettext_lazy("Netwerk met dagen, GEXF voor Gephi"),
    "stempel": gettext_lazy("Alleen het stempel"),
}
