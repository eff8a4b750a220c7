"""Programs that ask the pages for more than they should give, one to a module.

They ask the application itself, in this process, over a database of invented data: they sign in,
send forms, and plant what must never come back.
"""
