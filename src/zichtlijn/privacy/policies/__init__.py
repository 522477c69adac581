"""May this be done now? The rule table, asked in three ways that must agree."""
