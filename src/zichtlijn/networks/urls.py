"""The addresses of this room; `app_name` is what templates and other rooms call them by."""

from django.urls import path

from zichtlijn.networks.views import deliveries, drawers, editions, exports, uploads

app_name = "networks"
_DELIVERY = "leveringen/<int:delivery_id>/"
_EDITION = "edities/<int:edition_id>/"

urlpatterns = [
    path("", deliveries.show_deliveries, name="index"),
    path("uitleg/", deliveries.show_explanation, name="explanation"),
    path("nieuw/", uploads.upload, name="upload"),
    path(_DELIVERY, deliveries.show_delivery, name="delivery"),
    path(_DELIVERY + "rekenen/", uploads.choose_settings, name="choose_settings"),
    path(_DELIVERY + "geweigerd.csv", deliveries.send_rejected, name="rejected"),
    path(_DELIVERY + "intrekken/", deliveries.withdraw, name="withdraw"),
    path(_DELIVERY + "voorstellen/<str:code>/", deliveries.decide, name="decide"),
    path(
        _DELIVERY + "waarneming-intrekken/",
        deliveries.withdraw_observation,
        name="withdraw_observation",
    ),
    path(_EDITION, editions.show_edition, name="edition"),
    path(_EDITION + "voortgang/", editions.show_progress, name="progress"),
    path(_EDITION + "stoppen/", editions.stop, name="stop"),
    path(_EDITION + "opnieuw/", editions.start_again, name="again"),
    path(_EDITION + "tekening.json", editions.send_graph, name="graph"),
    path(_EDITION + "banden/<int:first>-<int:second>/", drawers.show_tie, name="tie"),
    path(_EDITION + "groepen/<str:group>/", drawers.show_group, name="group"),
    path(_EDITION + "groepen/<str:group>/<path:place>/", drawers.show_band, name="band"),
    path(_EDITION + "signalen/<int:signal>/", drawers.show_signal, name="signal"),
    path(_EDITION + "uitvoer/", exports.export, name="export"),
]
