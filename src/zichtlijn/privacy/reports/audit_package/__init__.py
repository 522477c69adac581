"""The audit package of the Wpg (article 33): a zip that an auditor reads without this product."""

from zichtlijn.privacy.reports.audit_package.package import name_package, write_audit_package

__all__ = ["name_package", "write_audit_package"]
