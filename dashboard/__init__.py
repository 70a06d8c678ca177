"""What the pages share: the frame, who is looking, the filters, and the repeated pieces of a screen."""
