"""`zichtlijn doctor`: look this installation over, and say of each finding what to do.

Path: commands -> examination (all checks) -> machine, database, package -> terms.
A check never repairs and never raises: what keeps it from looking is itself a finding.
"""
