"""The addresses of the person's side; `privacy.urls` takes them in."""

from django.urls import URLPattern, path

from zichtlijn.privacy.views.rights import (
    contests,
    disclosures,
    inspection,
    notifications,
    requests,
    weighing,
)

_REQUEST = "verzoeken/<str:code>/"
_CONTEST = _REQUEST + "betwist/<str:contested>/"
_GIVEN = "verstrekkingen/<str:code>/"
_LETTER = "inzage/brieven/<str:code>/"

ADDRESSES: list[URLPattern] = [
    path("verzoeken/", requests.show_requests, name="requests"),
    path("verzoeken/nieuw/", requests.register, name="register"),
    path(_REQUEST, requests.show_request, name="request"),
    path(_REQUEST + "verlengen/", requests.extend, name="extend"),
    path(_REQUEST + "besluiten/", requests.decide, name="decide"),
    path(_REQUEST + "heropenen/", requests.reopen, name="reopen"),
    path(_REQUEST + "versturen/", requests.send, name="send"),
    path(_REQUEST + "intrekken/", requests.withdraw, name="withdraw"),
    path(_REQUEST + "brief.pdf", requests.send_letter, name="request_letter"),
    path(_REQUEST + "inzage/", inspection.show_report, name="report"),
    path(_REQUEST + "inzage.pdf", inspection.send_report, name="report_file"),
    path(_REQUEST + "betwisten/", contests.contest, name="contest"),
    path(_CONTEST + "staan/", contests.settle, name="settle"),
    path(_CONTEST + "verbeteren/", contests.rectify, name="rectify"),
    path(_CONTEST + "vernietigen/", contests.propose_destruction, name="propose_destruction"),
    path(_CONTEST + "bevestigen/", contests.confirm_destruction, name="confirm_destruction"),
    path(_CONTEST + "behouden/", contests.keep, name="keep"),
    path(_REQUEST + "berichten/<int:number>/", contests.send_notice, name="send_notice"),
    path(_REQUEST + "wegen/", weighing.show_weighing, name="weigh"),
    path(_REQUEST + "wegen/wel/", weighing.propose_giving, name="propose_giving"),
    path(_REQUEST + "wegen/niet/", weighing.propose_withholding, name="propose_withholding"),
    path(_REQUEST + "wegen/<int:number>/", weighing.confirm, name="confirm_weighing"),
    path(_REQUEST + "verstrekkingen/", disclosures.show_of_request, name="request_disclosures"),
    path("verstrekkingen/", disclosures.show_disclosures, name="disclosures"),
    path("verstrekkingen/nieuw/", disclosures.register, name="register_disclosure"),
    path(_GIVEN + "ontvangen/", disclosures.note_receipt, name="note_receipt"),
    path(_GIVEN + "terugroepen/", disclosures.recall, name="recall_disclosure"),
    path(_GIVEN + "terugnemen/", disclosures.take_back, name="take_back_disclosure"),
    path(
        "verstrekkingen/berichten/<int:number>/", disclosures.tell_recipient, name="tell_recipient"
    ),
    path("inzage/", notifications.show_notifications, name="notifications"),
    path(_LETTER, notifications.show_notification, name="notification"),
    path(_LETTER + "verteld/", notifications.tell, name="tell"),
    path(_LETTER + "uitstellen/", notifications.postpone, name="postpone"),
    path(_LETTER + "bekend/", notifications.waive, name="waive"),
    path(_LETTER + "brief.pdf", notifications.send_letter, name="notification_letter"),
]
