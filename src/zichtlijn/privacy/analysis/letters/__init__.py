"""Letters in plain Dutch (B1), made from facts; Dutch, whatever the screen of the reader says."""
