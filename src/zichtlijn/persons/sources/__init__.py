"""A file of records, and the list of given names that ships with the product."""
