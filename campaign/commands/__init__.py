"""What the command line can do, and how its results are said."""
