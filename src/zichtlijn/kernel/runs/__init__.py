"""A run of a command: what every command takes, says and leaves behind (contracts.md)."""
