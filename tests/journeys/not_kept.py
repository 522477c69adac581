"""Fields of forms that take words and keep none of them, each with why.

test_words_sent.py compares: a field that takes words was kept with hostile words by planting, or it
stands here. Every field is sent hostile words all the same; what the desk answers is judged there.
"""

_CHOICE = "one of a closed list; another word is refused or changes nothing"
_HIDDEN = "a secret: it is compared, never shown"
_CODE = "a code that the desk made; another is not found"
_OF_A_TABLE = "a cell of the rules: words of closed lists only, the table's reader refuses others"
_SHARED = "drawn on the page of another address; that one reads it"

NOT_KEPT: dict[str, dict[str, str]] = {
    "*": {
        "next": "where to go on to: test_the_desk_leads_nowhere_but_to_itself",
        "credential": "what a browser answers for a passkey; of JSON nothing is shown",
        "deed": _CHOICE,
        "besluit": _CHOICE,
        "kamer": _CODE,
        "gegeven": _CODE,
    },
    "desk:preferences": dict.fromkeys(("keys", "language", "theme"), _CHOICE),
    "desk:sitting": dict.fromkeys(("purpose", "role"), _CHOICE),
    "accounts:sign_in": {"password": _HIDDEN, "username": "a name of the administrator's making"},
    "accounts:passkey": {"password": _SHARED, "username": _SHARED},
    "accounts:passkey_question": {"voor": _CHOICE},
    "accounts:own": {"verwijder": "a number"},
    "accounts:confirm": {"code": _HIDDEN},
    "accounts:second_factor": {"code": _HIDDEN},
    "accounts:invitation": {"code": _HIDDEN, "username": "a name of the administrator's making"},
    "accounts:enrol": {"code": _HIDDEN, "password": _HIDDEN},
    "networks:upload": {"tijdzone": _CHOICE},
    "networks:withdraw_observation": {"waarneming": _CODE},
    "networks:export": {"vorm": _CHOICE, "ontvanger": _CHOICE, "vraag": "a button"},
    "persons:search": dict.fromkeys(("address", "full_name"), "sought, and then forgotten"),
    "fireworks:mark_false": {"reden": _CHOICE, "venster": "the question of an address, spelled anew"},
    "fireworks:undo_false_mark": {"venster": "the question of an address, spelled anew"},
    "fireworks:yields": {"gevonden": _CHOICE, "knal": "a number"},
    "privacy:choose": {"doel": _CHOICE, "reden": _CHOICE},
    "privacy:emergency": {"casus": _CODE, "doel": _CHOICE},
    "privacy:review": {"oordeel": _CHOICE},
    "privacy:change_rule": dict.fromkeys(
        ("break_glass", "contested", "data_class", "gate", "membership", "organisation", "outcome",
         "part", "purpose", "regime", "retention_state", "role", "subject_age", "verb", "block",
         "conditions", "when"), _OF_A_TABLE,
    ),
    "privacy:propose_rules": {"bestand": _OF_A_TABLE},
    "privacy:end_seat": {"wie": "the name of an account; another has no seat"},
    "privacy:propose_step": {"stap": _CHOICE},
    "privacy:propose_last_day": {"dag": "a day"},
    "privacy:rectify": {"verbetering": _CHOICE},
    "privacy:register_disclosure": {"persoon": _CODE},
    "privacy:propose_giving": {"reden": "no room holds yet what is weighed"},
    "privacy:audit_packages": {"tot": "a day", "van": "a day"},
    "privacy:register": {"persoon": _CODE},
    "privacy:request": {"reden": _SHARED},
    "privacy:reopen": {"reden": _SHARED},
    "privacy:send": {"reden": _SHARED},
    "privacy:withdraw": {"reden": _SHARED},
    "privacy:notification": {"reden": _SHARED},
    "privacy:tell": {"reden": _SHARED},
    "privacy:propose_withholding": {"grond": _CHOICE, "reden": "no room holds yet what is weighed"},
}  # fmt: skip
