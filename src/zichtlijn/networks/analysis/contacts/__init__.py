"""Groups in dense contacts: weighted Leiden in each window, matched from window to window."""

from zichtlijn.networks.analysis.contacts.following import ContactGroups, follow_contact_groups

__all__ = ["ContactGroups", "follow_contact_groups"]
