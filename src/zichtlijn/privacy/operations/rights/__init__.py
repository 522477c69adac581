"""What is done on the person's side: requests, contests, disclosures, notices, notifications."""

from zichtlijn.privacy.operations.rights.contests import (
    confirm_destruction,
    contest_record,
    keep_record,
    propose_destruction,
    rectify_contest,
    settle_contest,
)
from zichtlijn.privacy.operations.rights.disclosures import (
    note_receipt,
    record_disclosure,
    register_disclosure,
    take_back_disclosure,
)
from zichtlijn.privacy.operations.rights.notices import recall_disclosure, send_notice
from zichtlijn.privacy.operations.rights.notifications import (
    postpone_telling,
    start_notification,
    tell_person,
    waive_telling,
)
from zichtlijn.privacy.operations.rights.requests import (
    decide_request,
    extend_request,
    register_request,
    reopen_request,
    send_answer,
    withdraw_request,
)
from zichtlijn.privacy.operations.rights.rooms import collect_held, find_correctable, find_subject
from zichtlijn.privacy.operations.rights.weighing import (
    confirm_weighing,
    propose_giving,
    propose_withholding,
)

__all__ = [
    "collect_held",
    "confirm_destruction",
    "confirm_weighing",
    "contest_record",
    "decide_request",
    "extend_request",
    "find_correctable",
    "find_subject",
    "keep_record",
    "note_receipt",
    "postpone_telling",
    "propose_destruction",
    "propose_giving",
    "propose_withholding",
    "recall_disclosure",
    "record_disclosure",
    "rectify_contest",
    "register_disclosure",
    "register_request",
    "reopen_request",
    "send_answer",
    "send_notice",
    "settle_contest",
    "start_notification",
    "take_back_disclosure",
    "tell_person",
    "waive_telling",
    "withdraw_request",
]
