"""Ask somebody at this machine for the code of his app."""

import sys

import click


def ask_code(account: str) -> str:
    """Return what was typed, unseen; where there is no terminal, the next line of the input."""
    question = f"Code uit de app van {account}"
    if sys.stdin.isatty():
        typed: str = click.prompt(question, hide_input=True, err=True)
        return typed
    click.echo(f"{question}:", err=True)
    return sys.stdin.readline().strip()
