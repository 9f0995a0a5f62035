"""Make a file safe that came from outside: plain Python, run in a process of its own (`apart`).

What goes in is never trusted, what comes out is made anew: pixels written again, pages copied into a
new PDF. Nothing here knows Django, the database or a key.
"""
