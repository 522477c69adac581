"""The addresses of this room: purposes, the rules, and the person's side."""

from django.urls import path

from zichtlijn.privacy.views import auditing, oversight, purposes, rules
from zichtlijn.privacy.views.rights.addresses import ADDRESSES

app_name = "privacy"

urlpatterns = [
    path("doel/", purposes.show_purposes, name="purpose"),
    path("doel/kiezen/", purposes.choose, name="choose"),
    path("doel/stoppen/", purposes.stop, name="stop"),
    path("doel/noodtoegang/", purposes.break_glass, name="emergency"),
    path("noodtoegang/", purposes.show_emergencies, name="emergencies"),
    path("noodtoegang/<str:code>/", purposes.review, name="review"),
    path("regels/", rules.show_rules, name="rules"),
    path("regels/regels.csv", rules.send_rules, name="rules_file"),
    path("regels/versies/", rules.show_versions, name="rule_versions"),
    path("regels/voorstel/", rules.propose_file, name="propose_rules"),
    path("regels/<str:rule>/veranderen/", rules.change_row, name="change_rule"),
    path("regels/voorstel/<str:code>/besluit/", rules.decide_proposal, name="decide_rules"),
    path("toezicht/", oversight.show_oversight, name="oversight"),
    path("toezicht/verwerkingen/", oversight.show_processing, name="processing"),
    path("toezicht/verwerkingen.csv", oversight.send_processing, name="processing_file"),
    path("toezicht/pakketten/", auditing.show_packages, name="audit_packages"),
    path("toezicht/pakketten/<str:code>/besluit/", auditing.decide, name="decide_audit_package"),
    path("toezicht/pakketten/<str:code>.zip", auditing.send_package, name="audit_package"),
    *ADDRESSES,
]
