"""A second reader of sealed clips, written from callreel-clip(5) alone."""
