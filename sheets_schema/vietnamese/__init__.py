"""How Vietnamese is written in cells and on screens."""
