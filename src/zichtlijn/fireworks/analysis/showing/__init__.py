"""From a stream of picks to what a map shows: dots that move, become final, never doubled."""
