"""The addresses of this room; `app_name` is what templates and other rooms call them by."""

from django.urls import path

from zichtlijn.fireworks.views import following, nights, nuisance, patterns, receiving, streaming

app_name = "fireworks"
_BANG = "knallen/<int:bang_id>/"

urlpatterns = [
    path("", nights.show_night, name="index"),
    path("knallen.csv", patterns.send_export, name="export"),
    path(_BANG, nights.show_bang, name="bang"),
    path(_BANG + "geen-knal/", nights.mark_false, name="mark_false"),
    path(_BANG + "wel-een-knal/", nights.undo_false_mark, name="undo_false_mark"),
    path("afspelen/", patterns.show_replay, name="replay"),
    path("reeksen/", patterns.show_strings, name="strings"),
    path("vergelijken/", patterns.show_comparison, name="comparison"),
    path("opbrengst/", patterns.show_yields, name="yields"),
    path("meldingen/", nuisance.show_nuisance, name="nuisance"),
    path("meldingen/bewaar/", nuisance.keep_nuisance, name="keep_nuisance"),
    path("telefoon/", following.show_phone, name="phone"),
    path("nieuw.json", following.send_changes, name="changes"),
    path("stroom/", streaming.stream_bangs, name="stream"),
    path("ontvanger/", receiving.receive, name="receive"),
    path("openbaar/", patterns.show_public, name="public"),
    path("uitleg/", patterns.show_explanation, name="explanation"),
]
