"""The addresses of this room: purposes, the rules, and the person's side."""

from django.urls import path

from zichtlijn.privacy.views import auditing, oversight, purposes, retention_table, rules, tables
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
    path("regels/termijnen/", retention_table.show_terms, name="terms"),
    path("regels/termijnen/versies/", retention_table.show_versions, name="term_versions"),
    path("regels/termijnen/<str:rule>/", retention_table.change_term, name="change_term"),
    path("regels/termijnen/voorstel/<str:code>/", retention_table.decide, name="decide_terms"),
    path("regels/versies/", rules.show_versions, name="rule_versions"),
    path("regels/voorstel/", rules.propose_file, name="propose_rules"),
    path("regels/<str:rule>/veranderen/", rules.change_row, name="change_rule"),
    path("regels/voorstel/<str:code>/besluit/", rules.decide_proposal, name="decide_rules"),
    path("tafels/", tables.show_tables, name="tables"),
    path("tafels/nieuw/", tables.set_table, name="set_table"),
    path("tafels/<str:code>/", tables.show_table, name="table"),
    path("tafels/<str:code>/plaats/", tables.give_seat, name="give_seat"),
    path("tafels/<str:code>/opstaan/", tables.end_seat, name="end_seat"),
    path("tafels/<str:code>/stap/", tables.propose_step, name="propose_step"),
    path("tafels/<str:code>/sluiten/", tables.propose_closing, name="propose_closing"),
    path("tafels/<str:code>/einde/", tables.propose_last_day, name="propose_last_day"),
    path("tafels/<str:code>/terugnemen/", tables.take_back, name="take_back_table"),
    path("tafels/<str:code>/voorstel/<str:proposal>/", tables.decide, name="decide_table"),
    path("toezicht/", oversight.show_oversight, name="oversight"),
    path("toezicht/verwerkingen/", oversight.show_processing, name="processing"),
    path("toezicht/verwerkingen.csv", oversight.send_processing, name="processing_file"),
    path("toezicht/pakketten/", auditing.show_packages, name="audit_packages"),
    path("toezicht/pakketten/<str:code>/besluit/", auditing.decide, name="decide_audit_package"),
    path("toezicht/pakketten/<str:code>.zip", auditing.send_package, name="audit_package"),
    *ADDRESSES,
]
