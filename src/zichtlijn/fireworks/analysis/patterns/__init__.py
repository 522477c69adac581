"""What many bangs say together: hours, neighbourhoods, cells, strings, years. Pure."""
