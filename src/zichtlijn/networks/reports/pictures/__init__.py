"""Drawings as numbers and paths; the templates write the SVG, the style sheet the colours."""
