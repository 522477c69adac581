"""The desk: start page, menu, settings, urls and the command line.

The only room that knows all others. It decides nothing about the domain: it lets
people in (door), shows them where to begin (views) and starts the house (commands).

Path: browser -> middleware -> door (who, why) -> a room's views -> templates on desk/base.html.
"""
