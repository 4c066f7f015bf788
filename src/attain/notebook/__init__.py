"""The front door for notebooks and scripts: what ``import attain`` offers, each name in its own short file.

Everything here is made of the library's parts below; nothing here is needed by them.
"""
