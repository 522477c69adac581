"""The sentences of the analysis can be said in the language of the page."""

import pytest
from django.utils import translation

from zichtlijn.networks.analysis import study_events, study_figures
from zichtlijn.networks.analysis.events import gates
from zichtlijn.networks.reports.spoken import knows, say_again

MORE = (
    "Deze groep is in dit venster 12 keer gezien. Naar eerdere vensters was 4,2 keer verwacht. "
    "Door toeval komt dat eens in 1.234 vensters voor."
)
PLACE = (
    "Deze groep is in dit venster 5 van de 9 keer gezien op de plek Kade 1.2. Daarvoor was zij "
    "daar nooit gezien, in 14 waarnemingen. Door toeval komt dat eens in 88 vensters voor."
)
REFUSALS = [
    study_events.NO_EVENTS,
    study_figures.NO_GROUP,
    gates.NO_EVENTS,
    gates.NO_GAIN,
    gates.TOO_FEW.format("1,2"),
]


@pytest.mark.parametrize("sentence", [MORE, PLACE, *REFUSALS])
def test_every_sentence_is_known_and_stays_as_it_is_on_a_dutch_page(sentence: str) -> None:
    assert knows(sentence)
    with translation.override("nl"):
        assert say_again(sentence) == sentence


@pytest.mark.parametrize("sentence", [MORE, PLACE, *REFUSALS])
def test_no_dutch_is_left_on_an_english_page(sentence: str) -> None:
    with translation.override("en"):
        said = say_again(sentence)
    assert not {"groep", "waarnemingen", "venster", "mensen", "keer"} & set(said.split())


def test_figures_and_places_stay_what_they_are() -> None:
    with translation.override("en"):
        assert "expect 4.2 times" in say_again(MORE)
        assert "once in 1,234 windows" in say_again(MORE)
        assert "at the place Kade 1.2. Before" in say_again(PLACE)
