"""After every page was looked at, the server said nothing of what people had typed."""

from tests.journeys.planting import Planted

SHORTEST = 8  # shorter words stand in any line of code


def test_no_planted_word_stands_in_the_words_of_the_server(planted: Planted) -> None:
    """It comes after the tests that walk every page of the planted desk, in their own process."""
    said = (planted.desk.home / "server.log").read_text()
    words = [word for word in planted.words if len(word) >= SHORTEST]
    found = [word for word in words if word in said]
    print(f"{len(found)} of {len(words)} planted words in {len(said)} signs of the server's log")
    assert len(words) > 50
    assert planted.forms > 20
    assert found == []
    assert "Traceback" not in said
