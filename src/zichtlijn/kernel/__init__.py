"""What every room stands on: column contracts, days, planar coordinates, files, runs of commands.

Nothing enters here until three rooms need it. The kernel knows no room, no database, no person.
"""

__all__ = ["files", "frames", "runs"]
