"""Runs every benchmark (`--large`, `--postgresql` for the pages); some run alone, by name."""

import sys

from benchmarks import (
    crowd,
    dataset_kills,
    kills,
    linkage,
    loading,
    pages,
    printing,
    reading,
    sen2,
    synth,
)

if sys.argv[1:2] == ["kills"]:
    sys.exit(kills.main(sys.argv[2:]))
if sys.argv[1:2] == ["crowd"]:
    sys.exit(crowd.main(sys.argv[2:]))
if sys.argv[1:2] == ["dataset-load"]:
    sys.exit(loading.main(sys.argv[2:]))
if sys.argv[1:2] == ["dataset-kills"]:
    sys.exit(dataset_kills.main(sys.argv[2:]))
if sys.argv[1:2] == ["linkage"]:
    sys.exit(linkage.main(sys.argv[2:]))
if sys.argv[1:2] == ["synth"]:
    sys.exit(synth.main(sys.argv[2:]))
if sys.argv[1:2] == ["sen2"]:
    sys.exit(sen2.main(sys.argv[2:]))
sys.exit(max(reading.main(), printing.main(), pages.main(), kills.main([]), crowd.main([])))
