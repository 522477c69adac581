"""Graphs as other programs keep them: edge lists, GraphML and dated GEXF, read and written."""
