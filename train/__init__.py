"""Fitting Sayso's model from corpora; not shipped (see docs/model-card.md)."""
