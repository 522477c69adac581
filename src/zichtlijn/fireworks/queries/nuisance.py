"""Reports of residents of a period."""

from datetime import datetime

import polars as pl
from django.db.models import Q

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import NuisanceReport
from zichtlijn.fireworks.terms.nuisance import NUISANCE_REPORTS


def fetch_nuisance_reports(*, since: datetime, until: datetime, access: Access) -> pl.DataFrame:
    """Return the NUISANCE_REPORTS from `since` until just before `until`."""
    rows = NuisanceReport.objects.filter(moment__gte=since, moment__lt=until).filter(
        Q(invented=True) | Q(destroy_on__gt=access.moment.date())
    )
    found = list(
        rows.order_by("moment", "pk").values_list("pk", "moment", "within_min", "x", "y", "kind")
    )
    log.record("fireworks.nuisance.read", scope="bangs", access=access, count=len(found))
    return NUISANCE_REPORTS.keep(
        pl.DataFrame(found, schema=dict(NUISANCE_REPORTS.columns), orient="row")
    )
