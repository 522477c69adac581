"""What every room stands on: column contracts, days, planar coordinates, files.

Nothing enters here until three rooms need it. The kernel knows no room, no database, no person.
"""

__all__ = ["files", "frames"]
