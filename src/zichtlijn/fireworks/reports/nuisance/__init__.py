"""Reports of residents beside the bangs: which lie near which, and what chance would give."""
