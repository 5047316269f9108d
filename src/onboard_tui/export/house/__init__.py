"""The user's own Word file: their house style, a cover page or a tagged template, checked and filled in."""
