"""Fluid networks: who was seen with whom, when, and by which professional.

The durable record is an observation. Ties, groups and life lines are derived
from observations each time they are asked for, so deleting an observation
deletes everything that rested on it.

Path: observations -> sources -> operations -> models -> queries -> analysis -> reports -> views.
This room may read persons and areas. It never reads cases or signals, and no figure
it derives is about one person.
"""
