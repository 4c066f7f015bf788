"""One module per family of components; each function returns safe HTML and is a tag of ``ui``."""
