"""What goes in and comes out, a file per subject. Every field has an example; together they are the examples
of the reference.
"""
