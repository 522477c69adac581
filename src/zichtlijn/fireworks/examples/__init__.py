"""An invented New Year's night, so that every screen can be seen without anyone in it."""
