"""Tables of this room; no behaviour. Each owner's tables are a module of their own."""
