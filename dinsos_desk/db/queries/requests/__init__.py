"""Applications: the lists, the inbox, what stands beside them."""
