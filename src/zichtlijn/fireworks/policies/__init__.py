"""May this be done now? Each rule raises, and returns nothing."""
