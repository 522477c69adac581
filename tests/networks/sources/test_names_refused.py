"""A column of names is refused unread; a column of places is not."""

import pytest

from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.networks.sources.names import check_no_names

NAMES = [
    "naam",
    "namen",
    "Voornaam",
    "achternaam",
    "roepnaam",
    "tussenvoegsel",
    "voorletters",
    "name",
    "First Name",
    "first_name",
    "last-name",
    "surname",
    "full_name",
    "person_name",
    "naam_jongere",
    "jongerennaam",
    "naam1",
    "nàám",
    "bijnaam",
    "nickname",
]
IDENTITIES = [
    "bsn",
    "BSN nummer",
    "burgerservicenummer",
    "geboortedatum",
    "date of birth",
    "date_of_birth",
    "birthdate",
    "telefoonnummer",
    "phone",
    "e-mail",
    "email_adres",
    "instagram",
    "foto",
]
THINGS = [
    "observation_id",
    "person",
    "place",
    "plaatsnaam",
    "place_name",
    "straatnaam",
    "buurtnaam",
    "naam_organisatie",
    "source_name",
    "bestandsnaam",
    "filename",
    "schuilnaam",
    "pseudonym",
    "groepsnaam",
    "dynamisch",
    "opmerking",
    "x",
    "",
]


@pytest.mark.parametrize("column", NAMES)
def test_a_column_of_names_is_refused(column: str) -> None:
    with pytest.raises(UnreadableFile, match="dit bestand bevat een kolom met namen") as refused:
        check_no_names(["person", column])
    assert column.lower() in str(refused.value)
    assert "Haal die kolom weg" in str(refused.value)


@pytest.mark.parametrize("column", IDENTITIES)
def test_a_column_that_points_at_somebody_is_refused(column: str) -> None:
    with pytest.raises(UnreadableFile, match="namen of andere persoonsgegevens"):
        check_no_names(["person", column])


@pytest.mark.parametrize("column", THINGS)
def test_a_column_about_a_thing_is_not(column: str) -> None:
    check_no_names([column])
