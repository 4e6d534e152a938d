"""What of an entry is told, in which order and in which words: the same in the terminal and on pages."""
