"""The words by which a name or street is watched, spelled as those of the records are.

Nothing is read here: it is for whoever puts a name on the list of oversight.
"""

from zichtlijn.persons.analysis.marking import (
    derive_full_name_marks,
    derive_street_marks,
    derive_surname_marks,
)

__all__ = ["derive_full_name_marks", "derive_street_marks", "derive_surname_marks"]
