"""The page of an edition."""

from zichtlijn.networks.reports.network.graph import Graph, graph_page
from zichtlijn.networks.reports.network.page import NetworkPage, network_page

__all__ = ["Graph", "NetworkPage", "graph_page", "network_page"]
