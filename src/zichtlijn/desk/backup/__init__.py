"""A copy that can be put back, and in which nothing destroyed comes back.

The database and the keys go into two files: without its key a sealed name is noise, so that the
database may be kept for years and the keys for at most 35 days.

Path: commands -> making, restoring -> contents, carrying -> sealing -> locks -> terms.
"""
