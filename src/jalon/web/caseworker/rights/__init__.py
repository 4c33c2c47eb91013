"""« Droits et ressources du foyer »: the same estimate as the person's, every figure opened."""
