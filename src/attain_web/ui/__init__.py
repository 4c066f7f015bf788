"""The design system: page shell, components, charts, scripts and vendored assets. Imports no other app."""
