"""The operations, a file per resource: thin functions over the selectors and services of the apps below."""
