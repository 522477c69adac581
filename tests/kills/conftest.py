"""The ground is a program that the tests start; it is not collected itself."""

collect_ignore = ["killing_ground.py"]
