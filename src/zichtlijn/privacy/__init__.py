"""Who may do what with which data, and what may not be written about a person at all.

The rule table is data that a jurist reads: `sources/access_rules.csv`. The predicate, the
SQL filter and the page in the product all come from it. The scanner of free text asks the
writer to rephrase; it blocks nothing, rewrites nothing and keeps nothing.

Path: rule table, word lists -> sources -> policies, analysis -> reports -> commands.
This room knows no other room but kernel and audit, and reads no person.
"""

from zichtlijn.privacy.analysis.texts.typos import measure_slips

__all__ = [
    "commands",
    "holdings",
    "measure_slips",
    "operations",
    "policies",
    "queries",
    "reports",
    "terms",
    "urls",
]
