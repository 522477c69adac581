"""The addresses of this room; no name ever stands in one."""

from django.urls import path

from zichtlijn.persons.views import joinings, persons, sightings, table

app_name = "persons"
_RECORD = "kaart/<str:record_id>/"

urlpatterns = [
    path("", table.show_table, name="index"),
    path("bekend/", table.show_known, name="known"),
    path("uitleg/", table.explain, name="explanation"),
    path("zoeken/", table.search, name="search"),
    path("nieuw/", persons.write, name="write"),
    path(_RECORD, persons.show_masked, name="person"),
    path(_RECORD + "bewaard/", persons.show_written, name="written"),
    path(_RECORD + "toon/", persons.show_named, name="show"),
    path(_RECORD + "verbeteren/", persons.correct, name="correct"),
    path(_RECORD + "akkoord/", persons.approve, name="approve"),
    path(_RECORD + "terugnemen/", persons.take_back, name="take_back"),
    path(_RECORD + "waarneming/", sightings.write, name="sighting"),
    path("waarneming/<str:code>/akkoord/", sightings.approve, name="approve_sighting"),
    path("waarneming/<str:code>/terugnemen/", sightings.take_back, name="take_back_sighting"),
    path("naast/<str:one>/<str:other>/", joinings.compare, name="pair"),
    path("samenvoeging/<str:joining_id>/", joinings.answer, name="joining"),
]
