"""One module per family of components; each function returns safe HTML and is registered as a tag in ``ui``."""
