"""The map: metres RD to places on the page, and everything drawn there. No foreign tiles."""
