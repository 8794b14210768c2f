"""The one SEND data set: partners' extracts, checked, linked by person and kept lawfully.

There only where DATASET is switched on. The data side (rules, sources, files, store, loading,
linkage, tables, synth) knows no Django; models, queries, changes and views stand on it.
"""
