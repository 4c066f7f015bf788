"""Commands that the product adds to `attain`, through the entry points `attain.commands`."""
