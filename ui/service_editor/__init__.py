"""The editor of services in Pengaturan › Layanan, for an officer who is no programmer."""
