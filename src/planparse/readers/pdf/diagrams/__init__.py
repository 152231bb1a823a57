"""Policy trees that a page draws as boxes: the boxes, the lines between them, and which stands below which."""
