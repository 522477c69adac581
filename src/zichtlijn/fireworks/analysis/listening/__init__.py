"""Picks come in, bangs come out: what is kept, what is learnt and when a bang is settled."""
