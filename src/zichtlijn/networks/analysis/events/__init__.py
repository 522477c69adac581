"""Groups through time from sparse, dated observations: cluster events, not people.

Every observed event belongs to one group; every person has a hidden, sticky membership
that may jump; some people are present by accident. How often people jump and how often
presence is accident are estimated. A person who was not seen is no evidence of anything.

Path: incidence -> stream -> chain (kernels inside) -> gates -> memberships, windows, life lines.
The model, its limits and what it may not be used for: docs/explanation/fluid-groups.md.
Nothing here returns a figure about one person.
"""
