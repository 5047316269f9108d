"""A pack and an assessed interview become a draft: a tree in which every value knows its question."""
