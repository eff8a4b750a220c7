"""gunicorn in place of waitress.

    gunicorn -c docs/operation/gunicorn.conf.py "webmap.serving:application()"

One process with threads: the figures and the pace of signing in are counted in each process for
itself, and each process takes up to 40 connections of the database. gunicorn keeps no thread for
/health, and does not say when whoever asked has gone: only the 60 s of a request hold there.
"""

bind = "127.0.0.1:8765"
workers = 1
worker_class = "gthread"
threads = 8
# a worker that says nothing for so long is ended: longer than the longest request (60 s)
timeout = 120
graceful_timeout = 30
# gunicorn's own log would hold addresses; ours has a line for each request
accesslog = None
# a socket in the home of its account, by which it could be told what to do: nobody needs it
control_socket_disable = True
limit_request_line = 8190
limit_request_fields = 100
