"""Score reconciliation against the labelled pairs of our own, and pin floors.

    python evaluation/score_entry_pairs.py [--errors] [--pin [--lower]]

The pairs are in tests/reconciliation_pairs.toml. `--errors` lists those that came out otherwise than they are
labelled. `--pin` writes the floors that tests/test_reconciliation_pairs.py holds, with the file's hash; it lowers
one only with `--lower`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pinning

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import entry_pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    for flag in ("--errors", "--pin", "--lower"):
        parser.add_argument(flag, action="store_true")
    given = parser.parse_args()
    told = list(entry_pairs.judged())
    now = entry_pairs.figures(told)
    for name, value in now.items():
        print(f"{name:22} {value:.3f}")
    print(f"{len(told)} pairs")
    if given.errors:
        for kind, pair, one in told:
            if one != pair["same"]:
                print("one entry" if one else "two entries", kind, pair)
    if given.pin:
        about = {"sha256": entry_pairs.digest(), "pairs": len(told)}
        pinning.pin(entry_pairs.FLOORS, now, about, entry_pairs.SCORER, lower=given.lower)


if __name__ == "__main__":
    main()
