"""Pages about many bangs: replay, strings, years beside one another, what was found."""
