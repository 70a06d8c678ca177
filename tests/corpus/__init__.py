"""A corpus of planted mistakes: what clerks get wrong, where it must be found, and by which rule."""
