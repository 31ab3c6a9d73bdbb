"""A sample office with invented people, and the main job walked without a window."""
