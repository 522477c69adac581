"""Which address leads to which room."""

from django.urls import include, path

from zichtlijn.desk import views
from zichtlijn.desk.algorithms import views as algorithms

_DESK = [
    path("", views.show_start, name="start"),
    path("help/", views.show_help, name="help"),
    path("instellingen/", views.show_settings, name="settings"),
    path("instellingen/weergave/", views.change_preferences, name="preferences"),
    path("instellingen/zitting/", views.change_sitting, name="sitting"),
    path("logboek/", views.show_log, name="log"),
    path("gezond/", views.show_health, name="health"),
    path("algoritmes/", algorithms.show_algorithms, name="algorithms"),
    path("algoritmes/<slug:code>/", algorithms.show_algorithm, name="algorithm"),
    path("algoritmes/<slug:code>.json", algorithms.download_algorithm, name="algorithm_file"),
]

urlpatterns = [
    path("", include((_DESK, "desk"))),
    path("inloggen/", include("zichtlijn.desk.accounts.urls")),
    path("netwerken/", include("zichtlijn.networks.urls")),
    path("personen/", include("zichtlijn.persons.urls")),
    path("vuurwerk/", include("zichtlijn.fireworks.urls")),
    path("", include("zichtlijn.privacy.urls")),
]

handler400 = "zichtlijn.desk.errors.show_bad_request"
handler403 = "zichtlijn.desk.errors.show_not_allowed"
handler404 = "zichtlijn.desk.errors.show_not_found"
handler500 = "zichtlijn.desk.errors.show_failure"
