"""Sums on networks as plain arrays: components, cores, partitions, backbones, positions."""
