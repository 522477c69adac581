"""A second judgement of the same question, written from the words of the page of the rules.

It reads no table. Each `if` is a sentence of the page; where the sentence leaves room, the
page's list of what is refused on purpose and its worked examples decide. It shares with the
product only the six words of the outcome and the names of the columns.
"""

# one `if` under another is one clause of a sentence under another
# ruff: noqa: SIM102, PLR0911, PLR0912, C901

from typing import NamedTuple


class Judgement(NamedTuple):
    outcome: str
    sentence: str  # the row that the sentence belongs to


HOME = {
    "youth_worker": "youth_work",
    "neighbourhood_officer": "police",
    "enforcement_officer": "municipality",
    "analyst": "municipality",
    "process_director": "municipality",
    "safety_adviser": "municipality",
    "policy_officer": "municipality",
    "data_protection_officer": "municipality",
    "source_keeper": "municipality police youth_work",
    "mayor": "municipality",
    "councillor": "municipality",
    "resident": "public",
}
WITHOUT_A_PERSON = {"place_sighting", "incident", "bang", "working_figure"}
STEPS_WITH_NAMES = {"step_2B", "step_3", "step_4", "step_5", "step_6", "step_7"}
STEPS = {"step_1", "step_2A"} | STEPS_WITH_NAMES
PERSONAL_REGIMES = {"gdpr_public_task", "wpg_boa", "wpg_received"}
ABOUT_A_PERSON = {"named_observation", "identity", "case_plan", "police_record", "signal_person"}
FIELD_WORKERS = {"youth_worker", "neighbourhood_officer", "enforcement_officer"}
APPROACHES = {"youth_group_approach", "person_focused_approach", "residential_nuisance"}


def judge(c) -> Judgement:
    """What the page says of a case."""
    if c.organisation not in HOME[c.role].split():
        return Judgement("refused", "fit")
    if not _lives(c.data_class, c.regime):
        return Judgement("refused", "lives")
    for block in (_never, _emergency, _not_at_this_table, _rights, _work, _without_names):
        answer = block(c)
        if answer:
            return answer
    return Judgement("refused", "default")


def _lives(kind: str, regime: str) -> bool:
    if kind == "released_figure":
        return regime == "open_aggregate"
    if kind in WITHOUT_A_PERSON:
        return regime in ("open_aggregate", "gdpr_public_task")
    if kind == "bibob_file":
        return regime == "bibob"
    if kind == "police_record":
        return regime in ("wpg_boa", "wpg_received")
    if kind in ("source_identity", "read_log", "destruction_record"):
        return regime in PERSONAL_REGIMES
    if kind == "hand_over_package":
        return regime in ("gdpr_public_task", "wgs_zvh", "wgs_riec", "care")
    return regime == "gdpr_public_task"


def _refused(sentence: str) -> Judgement:
    return Judgement("refused", sentence)


def _for_the_person_or_oversight(c) -> bool:
    return c.purpose in ("data_subject_right", "oversight")


def _never(c) -> Judgement | None:
    overdue = c.retention in ("passed", "removed")
    # what has passed its term is shut for work; released figures are kept for ever
    if overdue and c.data_class != "released_figure" and not _for_the_person_or_oversight(c):
        return _refused("R01")
    # a child under 12 is never recorded, searched or shown by name; inspecting and destroying may
    named = c.data_class in ("named_observation", "identity", "police_record", "signal_person")
    if named and c.age == "under_12" and c.verb not in ("inspect", "destroy"):
        return _refused("R02")
    # victims and witnesses are counted, never members of a network and never named in it
    in_network = c.data_class in ("group_picture", "named_observation", "identity")
    if in_network and c.part in ("victim", "witness") and not _for_the_person_or_oversight(c):
        return _refused("R03")
    # a contested record leaves all work at once
    work = c.data_class in ABOUT_A_PERSON | {"group_picture", "hand_over_package"}
    if work and c.contested == "yes" and not _for_the_person_or_oversight(c):
        return _refused("R04")
    # who the source was, only the source keeper can open
    if c.data_class == "source_identity" and c.role != "source_keeper":
        return _refused("R05")
    # no names before step 2B or an opened case, and none after closing
    names = c.data_class in ("named_observation", "identity")
    if names and c.gate not in STEPS_WITH_NAMES | {"case_open"}:
        if not _for_the_person_or_oversight(c):
            return _refused("R06")
    # from 16 years a person asks himself; an unknown age is not opened to a parent
    if c.role == "resident" and c.verb == "inspect" and c.relation == "parent":
        if c.age in ("16_plus", "unknown"):
            return _refused("R07")
    return None


def _emergency(c) -> Judgement | None:
    # 60 minutes, one case, reading alone, with a reason; never in Wpg, Bibob, care or WGS
    if (
        c.break_glass == "active"
        and c.verb == "show"
        and c.role in ("neighbourhood_officer", "process_director", "safety_adviser")
        and c.purpose in APPROACHES | {"public_order_decision"}
        and c.data_class in ("named_observation", "identity", "case_plan")
        and c.gate in STEPS_WITH_NAMES | {"case_open"}
    ):
        return _with(c, "R08", "allowed", "reason")
    return None


def _not_at_this_table(c) -> Judgement | None:
    # an emergency opens nothing else, and nothing while an earlier one waits for review
    if c.break_glass != "no":
        return _refused("R09")
    # who is not at the table sees no persons of it; a BOA's own records know no table
    persons = c.data_class in ABOUT_A_PERSON | {"hand_over_package", "bibob_file"}
    if persons and c.regime != "wpg_boa" and c.member != "yes":
        if not _for_the_person_or_oversight(c):
            return _refused("R10")
    # not informed in time: work stops for all but the one who must inform
    if c.data_class in ("named_observation", "identity", "case_plan") and c.notification == "late":
        if c.role != "process_director" and not _for_the_person_or_oversight(c):
            return _refused("R11")
    return None


def _rights(c) -> Judgement | None:
    for_the_person = c.purpose == "data_subject_right"
    # the person, or the parent of a child under 16, sees everything held, and who looked
    if for_the_person and c.verb == "inspect" and c.role == "resident" and c.relation != "none":
        if c.data_class in ("police_record", "signal_person"):
            return _with(c, "R13", "allowed", "second_person")
        if c.data_class in (
            "named_observation", "identity", "case_plan", "hand_over_package", "read_log",
            "destruction_record",
        ):  # fmt: skip
            return _with(c, "R12", "allowed")
    # the process director prepares the report and writes the correction
    if for_the_person and c.role == "process_director" and c.verb in ("show", "write", "inspect"):
        if c.data_class in ABOUT_A_PERSON | {"hand_over_package"}:
            return _with(c, "R14", "allowed", "reason")
    # the officer may look at everything but Bibob, never writes
    oversees = c.role == "data_protection_officer" and _for_the_person_or_oversight(c)
    if oversees and c.verb in ("find", "show", "inspect"):
        if c.data_class not in ("bibob_file", "released_figure"):
            return _with(c, "R15", "allowed", "reason")
    # the audit package leaves with two people and a reason
    if c.role == "data_protection_officer" and c.purpose == "oversight" and c.verb == "export":
        if c.data_class in ("read_log", "destruction_record"):
            return _with(c, "R16", "allowed", "reason", "second_person")
    # destroying by hand takes two people; what is under legal hold stays
    if c.verb == "destroy" and c.retention != "hold" and _for_the_person_or_oversight(c):
        if c.role in ("process_director", "data_protection_officer") and c.data_class not in (
            "read_log", "destruction_record", "released_figure", "bibob_file",
        ):  # fmt: skip
            return _with(c, "R17", "allowed", "reason", "second_person")
    # the source keeper opens a source of his own organisation, never by himself
    if c.role == "source_keeper" and c.data_class == "source_identity":
        if c.verb in ("show", "write") and c.record_organisation == "own":
            if _for_the_person_or_oversight(c):
                return _with(c, "R18", "allowed", "reason", "other_organisation")
    return None


def _work(c) -> Judgement | None:
    return _work_without_persons(c) or _signals(c) or _names(c) or _packages_and_plans(c)


def _work_without_persons(c) -> Judgement | None:
    reads = c.verb in ("find", "show")
    # released figures are for everybody, without a purpose
    if c.data_class == "released_figure" and (reads or c.verb == "export"):
        return _with(c, "R19", "allowed")
    # incidents, bangs and figures in the making hold no person
    if c.data_class in ("working_figure", "incident", "bang") and (reads or c.verb == "write"):
        if c.purpose in ("account", "deployment") and c.role in (
            "policy_officer", "analyst", "neighbourhood_officer", "enforcement_officer",
            "safety_adviser",
        ):  # fmt: skip
            return _with(c, "R20", "allowed")
    # a figure is released by two people
    if c.data_class == "working_figure" and c.verb == "export" and c.purpose == "account":
        if c.role == "policy_officer":
            return _with(c, "R21", "allowed", "reason", "second_person")
    # place, time, headcount and mood may be shared from step 1
    if c.data_class == "place_sighting" and (reads or c.verb == "write"):
        if c.purpose in ("youth_group_approach", "deployment") and _is_professional(c):
            return _with(c, "R22", "allowed")
    return None


def _is_professional(c) -> bool:
    return c.role in FIELD_WORKERS | {"analyst", "process_director", "safety_adviser"}


def _signals(c) -> Judgement | None:
    if c.purpose != "undermining_weighing":
        return None
    # every professional may hand in a signal
    if c.data_class == "signal" and c.verb == "write" and _is_professional(c):
        return _with(c, "R23", "allowed")
    # the members of the undermining table see its signals
    if c.data_class == "signal" and c.verb in ("find", "show") and c.member == "yes":
        if c.role in ("safety_adviser", "neighbourhood_officer"):
            return _with(c, "R24", "allowed")
    # a person in a signal exists only after the weighing, and never for one pair of eyes
    if c.data_class == "signal_person" and c.verb in ("show", "write"):
        if c.role == "safety_adviser" and c.gate in ("signal_weighed", "case_open"):
            return _with(c, "R25", "allowed", "reason", "other_organisation")
    return None


def _names(c) -> Judgement | None:
    return _shown_names(c) or _written_names(c) or _police_and_bibob(c)


def _shown_names(c) -> Judgement | None:
    youth = c.purpose == "youth_group_approach"
    # from step 2B the members from police and municipality may unmask a name, with a reason
    if youth and c.verb == "show" and c.gate in STEPS_WITH_NAMES and c.member == "yes":
        if c.role in ("neighbourhood_officer", "process_director") and c.regime != "wpg_boa":
            if c.data_class in ("group_picture", "named_observation", "identity", "police_record"):
                return _with(c, "R26", "allowed", "reason")
    # what I wrote myself I may read again
    if c.role in ("youth_worker", "enforcement_officer") and c.own_entry == "yes":
        if c.verb == "show" and c.purpose in ("youth_group_approach", "undermining_weighing"):
            if c.data_class in ("named_observation", "signal"):
                return _with(c, "R27", "allowed")
    # for an order the mayor sees the facts of that order
    if c.purpose == "public_order_decision" and c.verb == "show" and c.regime != "wpg_boa":
        if c.role in ("process_director", "mayor"):
            if c.gate in ("step_4", "step_5", "step_6", "case_open") and c.data_class in (
                "named_observation", "identity", "case_plan", "police_record",
            ):  # fmt: skip
                return _with(c, "R30", "allowed", "reason")
    return None


def _written_names(c) -> Judgement | None:
    by_name = c.verb == "write" and c.data_class in ("named_observation", "identity")
    at_the_table = c.role in FIELD_WORKERS | {"process_director"}
    if not (by_name and at_the_table and c.gate in STEPS_WITH_NAMES):
        return None
    if c.purpose != "youth_group_approach":
        return None
    # from step 2B a professional may write down what he saw himself, by name
    if c.age == "16_plus":
        return _with(c, "R28", "allowed")
    # 12 to 15, or unknown: only with a second person of another organisation
    if c.age in ("12_15", "unknown"):
        return _with(c, "R29", "allowed", "reason", "other_organisation")
    return None


def _police_and_bibob(c) -> Judgement | None:
    # police data come in only as a logged transfer
    if c.data_class == "police_record" and c.regime == "wpg_received" and c.verb == "write":
        if c.role == "neighbourhood_officer" and c.purpose == "youth_group_approach":
            if c.gate in STEPS_WITH_NAMES:
                return _with(c, "R31", "allowed", "reason", "transfer")
    # the enforcement officer uses his own organisation's records in the first year
    if c.regime == "wpg_boa" and c.data_class == "police_record" and c.purpose == "enforcement":
        if c.role == "enforcement_officer" and c.record_organisation == "own":
            if c.verb in ("find", "show", "write") and c.retention in ("running", "hold"):
                return _with(c, "R32", "allowed", "reason")
    # the sealed Bibob file is for its own test alone
    if c.data_class == "bibob_file" and c.purpose == "bibob_test":
        if c.role in ("safety_adviser", "mayor") and c.verb in ("find", "show", "write"):
            return _with(c, "R33", "allowed", "reason")
    return None


def _packages_and_plans(c) -> Judgement | None:
    # the process director keeps the plan
    if c.role == "process_director" and c.data_class == "case_plan" and c.purpose in APPROACHES:
        if c.verb in ("find", "show", "write"):
            if c.gate in ("case_open", "step_5", "step_6", "step_7"):
                return _with(c, "R34", "allowed")
    # what leaves, leaves as a package
    if c.data_class == "hand_over_package" and c.verb == "export":
        if (
            c.role in ("process_director", "safety_adviser")
            and c.purpose in ("person_focused_approach", "undermining_weighing")
            and c.gate in ("case_open", "signal_weighed")
            and c.notification in ("informed", "postponed", "not_needed")
        ):
            return _with(c, "R35", "allowed", "reason", "other_organisation", "transfer")
    proposable = c.data_class in (
        "group_picture", "identity", "case_plan", "signal", "hand_over_package",
    )  # fmt: skip
    at_work = c.purpose in APPROACHES | {"undermining_weighing"}
    proposers = {"youth_worker", "neighbourhood_officer", "process_director", "safety_adviser"}
    # steps, joinings, plans and packages are proposed by a person, with a reason
    if proposable and at_work and c.verb == "propose" and c.role in proposers:
        return _with(c, "R36", "allowed", "reason")
    # and confirmed by someone else, of another organisation
    if proposable and at_work and c.verb == "confirm" and c.role in proposers | {"mayor"}:
        if c.own_entry == "no" and c.record_organisation == "other":
            return _with(c, "R37", "allowed", "reason")
    return None


def _without_names(c) -> Judgement | None:
    # otherwise pictures and lists are without names
    if c.purpose in APPROACHES and c.verb in ("find", "show") and c.role in (
        "youth_worker", "neighbourhood_officer", "analyst", "process_director", "safety_adviser",
        "mayor",
    ):  # fmt: skip
        if c.data_class in ("group_picture", "named_observation", "identity", "case_plan"):
            if c.gate in STEPS | {"case_open"}:
                return _with(c, "R38", "masked")
    # a picture of a group leaves the house without names, with a reason and a second person
    if c.data_class == "group_picture" and c.verb == "export" and c.gate in STEPS:
        if c.role in ("analyst", "process_director") and c.purpose == "youth_group_approach":
            return _with(c, "R39", "masked", "reason", "second_person")
    # after the first year a query answers hit or no hit
    if c.regime == "wpg_boa" and c.data_class == "police_record" and c.purpose == "enforcement":
        if c.role == "enforcement_officer" and c.record_organisation == "own":
            if c.verb in ("find", "show") and c.retention == "after_first_year":
                return _with(c, "R40", "masked")
    return None


def _with(c, sentence: str, outcome: str, *asked: str) -> Judgement:
    """The outcome, unless something that is asked first is missing."""
    if "reason" in asked and c.reason != "yes":
        return Judgement("needs_reason", sentence)
    if "second_person" in asked and c.second_person == "none":
        return Judgement("needs_second_person", sentence)
    if "other_organisation" in asked and c.second_person != "other_organisation":
        return Judgement("needs_second_person", sentence)
    if "transfer" in asked and c.transfer != "logged":
        return Judgement("needs_transfer", sentence)
    return Judgement(outcome, sentence)
