"""The list of deliveries, one delivery, and taking it out again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.networks import operations
from zichtlijn.networks.queries import fetch_rejected_csv
from zichtlijn.networks.reports.deliveries import deliveries_page, delivery_page
from zichtlijn.networks.views.refusals import answers_refusals
from zichtlijn.networks.views.running import WORKSHOP


@require_GET
@reads_no_person
def show_deliveries(request: HttpRequest) -> HttpResponse:
    """Show what can be looked at, and where a file can be brought in."""
    access = access_for(request, scope="deliveries")
    operations.notice_interrupted(now=access.moment)
    operations.clear_and_record_expired(today=access.moment.date(), access=access)
    WORKSHOP.wake()
    return render(request, "networks/deliveries.html", {"page": deliveries_page(access=access)})


@require_GET
@reads_no_person
def show_explanation(request: HttpRequest) -> HttpResponse:
    """Show what each figure of this room says and does not say."""
    return render(request, "networks/explanation.html")


@require_GET
@answers_refusals
@reads_no_person
def show_delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Show one delivery with its editions."""
    access = access_for(request, scope=f"delivery:{delivery_id}")
    operations.notice_interrupted(now=access.moment)
    page = delivery_page(delivery_id, access=access)
    return render(request, "networks/delivery.html", {"page": page})


@require_GET
@answers_refusals
@reads("named_observation", "show")
def send_rejected(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Send the refused rows of a delivery, for its supplier."""
    access = access_for(request, scope=f"delivery:{delivery_id}")
    content = fetch_rejected_csv(delivery_id, access=access)
    operations.record_rejected(delivery_id, access=access)
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="geweigerd.csv"'},
    )


@require_POST
@answers_refusals
@reads("group_picture", "find")
def decide(request: HttpRequest, delivery_id: int, code: str) -> HttpResponse:
    """Agree or decline, as the second person."""
    access = access_for(request, scope=f"delivery:{delivery_id}")
    deed = operations.agree if request.POST.get("besluit") == "bevestig" else operations.decline
    deed(delivery_id, code, access=access)
    messages.success(request, _("Uw besluit is bewaard."))
    return redirect("networks:delivery", delivery_id=delivery_id)


@require_http_methods(["GET", "POST"])
@answers_refusals
@reads_no_person
def withdraw(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Ask whether a delivery must go, with what goes along; then destroy it."""
    access = access_for(request, scope=f"delivery:{delivery_id}")
    page = delivery_page(delivery_id, access=access)
    if request.method == "GET":
        return render(request, "networks/withdraw.html", {"page": page})
    if page.needs_second:
        return _ask_second(request, delivery_id, "", access=access)
    operations.withdraw_delivery(delivery_id, access=access)
    messages.success(request, _("De levering is vernietigd, met alles wat erop rustte."))
    return redirect("networks:index")


@require_http_methods(["GET", "POST"])
@answers_refusals
@reads_no_person
def withdraw_observation(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Ask whether one observation must go, with what goes along; then destroy it."""
    access = access_for(request, scope=f"delivery:{delivery_id}")
    page = delivery_page(delivery_id, access=access)
    code = request.GET.get("waarneming") or request.POST.get("waarneming", "")
    if request.method == "GET":
        return render(request, "networks/withdraw_observation.html", {"page": page, "code": code})
    if page.needs_second:
        return _ask_second(request, delivery_id, code, access=access)
    operations.withdraw_observation(delivery_id, code, access=access)
    messages.success(request, _("De waarneming is vernietigd, en de edities die erop rustten."))
    return redirect("networks:delivery", delivery_id=delivery_id)


def _ask_second(
    request: HttpRequest, delivery_id: int, code: str, *, access: Access
) -> HttpResponse:
    operations.ask_withdrawal(delivery_id, code, access=access)
    messages.success(request, _("Dit wacht op iemand met een andere rol."))
    return redirect("networks:delivery", delivery_id=delivery_id)
