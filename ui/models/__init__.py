"""One table model fed by column specs, its paged kin, and one filter proxy."""
