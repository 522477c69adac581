"""What ships with this room and a jurist may change: the rule table and the lists of words."""
