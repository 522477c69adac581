"""Kijk na of een uitgepakt auditpakket klopt: bestanden, regels, keten en controlepunten.

Dit bestand deelt niets met wat het pakket schrijft. Gebruik: python verify_package.py [MAP]
"""

import csv
import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key

LINKS = {"seq", "prev", "hash"}


def read(file: Path) -> list[dict[str, str]]:
    """Return the rows of a table, without the apostrophe for spreadsheets."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [
            {name: cell.removeprefix("'") for name, cell in row.items()}
            for row in csv.DictReader(opened)
        ]


def write(words: dict[str, str]) -> bytes:
    """Return words as they were hashed and signed."""
    return json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def find_faults(folder: Path) -> list[str]:
    """Return what does not hold; nothing when all does."""
    faults = []
    for row in read(folder / "index.csv"):
        found = folder / row["file"]
        if not found.exists() or hashlib.sha256(found.read_bytes()).hexdigest() != row["sha256"]:
            faults.append(f"{row['file']} is niet wat de inhoudsopgave zegt")
    chain = {row["seq"]: row for row in read(folder / "chain.csv")}
    prev = ""
    for seq, row in chain.items():
        if prev and row["prev"] != prev:
            faults.append(f"de keten breekt bij regel {seq}")
        prev = row["hash"]
    for row in read(folder / "log.csv"):
        words = {name: cell for name, cell in row.items() if cell and name not in LINKS}
        own = hashlib.sha256(f"{row['prev']}{row['seq']}".encode() + write(words)).hexdigest()
        if own != row["hash"] or chain.get(row["seq"], {}).get("hash") != own:
            faults.append(f"regel {row['seq']} is gewijzigd")
    return faults + find_false_points(folder, chain)


def find_false_points(folder: Path, chain: dict[str, dict[str, str]]) -> list[str]:
    """Return the checkpoints that are false, or say otherwise than the chain."""
    lines = (folder / "checkpoints.jsonl").read_text(encoding="utf-8").splitlines()
    key = load_pem_public_key((folder / "public_key.pem").read_bytes()) if lines else None
    faults = []
    for line in lines:
        words = {name: str(word) for name, word in json.loads(line).items()}
        try:
            key.verify(bytes.fromhex(words.pop("signature")), write(words))  # type: ignore[union-attr, call-arg]
        except InvalidSignature:
            faults.append(f"het controlepunt van regel {words['seq']} is vervalst")
        if chain.get(words["seq"], words)["hash"] != words["hash"]:
            faults.append(f"regel {words['seq']} is herschreven: een controlepunt zegt anders")
    return faults


if __name__ == "__main__":  # pragma: no cover
    found_faults = find_faults(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found_faults) or "Het pakket klopt.")  # noqa: T201
    raise SystemExit(3 if found_faults else 0)
