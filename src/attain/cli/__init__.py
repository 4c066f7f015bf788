"""The command line ``attain``: one command a file, imported only when it is called.

Exit codes: 0 when all is well, 1 when there are problems in what was given, 2 when the command was called
wrongly.
"""
